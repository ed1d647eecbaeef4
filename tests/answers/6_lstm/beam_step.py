# %% right heap
# a heap over a generator of triples
def beam_step(totals, log_probabilities, width):
    import heapq

    triples = (
        (total + logs[s], parent, s)
        for parent, (total, logs) in enumerate(zip(totals, log_probabilities))
        for s in range(len(logs))
    )
    best = heapq.nlargest(width, triples, key=lambda triple: triple[0])
    return tuple(np.array(column) for column in zip(*best))

# %% right partition
# argpartition first, then sorts the few
def beam_step(totals, log_probabilities, width):
    sums = (np.reshape(totals, (-1, 1)) + log_probabilities).ravel()
    largest = np.argpartition(sums, len(sums) - width)[len(sums) - width :]
    largest = largest[np.argsort(sums[largest])[::-1]]
    symbols = np.shape(log_probabilities)[1]
    return sums[largest], largest // symbols, largest % symbols

# %% right sorted
# a sorted list of tuples
def beam_step(totals, log_probabilities, width):
    c = sorted((-(t + l), p, s) for p, (t, row) in enumerate(zip(totals, log_probabilities)) for s, l in enumerate(row))[:width]
    return np.array([-v for v, _, _ in c]), np.array([p for _, p, _ in c]), np.array([s for _, _, s in c])

# %% right top_k
# tf.math.top_k
def beam_step(totals, log_probabilities, width):
    c = np.asarray(totals)[:, None] + np.asarray(log_probabilities)
    values, index = tf.math.top_k(c.ravel(), width)
    return values.numpy(), index.numpy() // c.shape[1], index.numpy() % c.shape[1]

# %% wrong best_child_each
# the best child of each hypothesis
# caught by: best of all pairs
def beam_step(totals, log_probabilities, width):
    l = np.asarray(log_probabilities)
    c = np.asarray(totals)[:, None] + l
    s = c.argmax(1)
    k = np.argsort(-c[np.arange(len(s)), s])[:width]
    return c[k, s[k]], k, s[k]

# %% wrong divides_by_beams
# splits the flat index by the number of beams
# caught by: parents and symbols belong to the totals
def beam_step(totals, log_probabilities, width):
    candidates = (np.asarray(totals)[:, None] + np.asarray(log_probabilities)).ravel()
    best = np.argsort(-candidates)[:width]
    beams = len(totals)
    return candidates[best], best // beams, best % beams

# %% wrong multiplies
# multiplies logarithms
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.asarray(totals)[:, None] * np.asarray(log_probabilities)
    best = np.argsort(-candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return candidates[parents, symbols], parents, symbols

# %% wrong no_history
# compares the last step only
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.asarray(log_probabilities)
    best = np.argsort(-candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return candidates[parents, symbols], parents, symbols

# %% wrong not_sorted
# keeps the best in no order
# caught by: best of all pairs
def beam_step(totals, log_probabilities, width):
    c = np.asarray(totals)[:, None] + np.asarray(log_probabilities)
    b = np.sort(np.argsort(-c, axis=None)[:width])
    p, s = np.unravel_index(b, c.shape)
    return c[p, s], p, s

# %% wrong probabilities
# adds probabilities instead of logarithms
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.exp(np.asarray(totals))[:, None] + np.exp(log_probabilities)
    best = np.argsort(-candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return np.log(candidates[parents, symbols]), parents, symbols

# %% wrong swapped
# symbols and parents swapped
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.asarray(totals)[:, None] + np.asarray(log_probabilities)
    best = np.argsort(-candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return candidates[parents, symbols], symbols, parents

# %% wrong worst
# keeps the worst
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.asarray(totals)[:, None] + np.asarray(log_probabilities)
    best = np.argsort(candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return candidates[parents, symbols], parents, symbols

# %% wrong probabilities_underflow
# multiplies probabilities, which become 0 for long hypotheses
# caught by: parents and symbols belong to the totals
def beam_step(totals, log_probabilities, width):
    chances = (np.exp(totals)[:, None] * np.exp(log_probabilities)).ravel()
    best = np.argsort(-chances, kind="stable")[:width]
    symbols = np.shape(log_probabilities)[1]
    return np.log(chances[best] + 1e-300), best // symbols, best % symbols
