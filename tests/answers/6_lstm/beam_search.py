# %% right complete_in_the_beam
# complete hypotheses keep their place in the beam and stay as they are
def beam_search(step, state, first, width, length, end=None):
    beams, state = [(0.0, ())], np.asarray(state)
    rows, last = np.array([0]), np.array([first])
    for _ in range(length):
        logs, state = step(last, state[rows])
        logs, state = np.asarray(logs), np.asarray(state)
        candidates = []
        for row, (total, path) in enumerate(beams):
            if path and end is not None and path[-1] == end:
                candidates.append((total, row, path))
            else:
                candidates += [(total + float(p), row, (*path, s)) for s, p in enumerate(logs[row])]
        candidates = sorted(candidates, key=lambda c: -c[0])[:width]
        beams = [(total, path) for total, _, path in candidates]
        rows = np.array([row for _, row, _ in candidates])
        last = np.array([path[-1] for _, path in beams])
    return beams

# %% right list_of_tuples
# hypotheses in a list, sorted
def beam_search(step, state, first, width, length, end=None):
    beam, finished = [(0.0, (), first, np.asarray(state)[0])], []
    for _ in range(length):
        logs, states = step(np.array([b[2] for b in beam]), np.stack([b[3] for b in beam]))
        logs, states = np.asarray(logs), np.asarray(states)
        children = [(b[0] + logs[k, s], b[1] + (s,), s, states[k]) for k, b in enumerate(beam) for s in range(logs.shape[1])]
        children = sorted(children, key=lambda c: -c[0])[:width]
        finished += [c for c in children if c[2] == end]
        beam = [c for c in children if c[2] != end]
        if not beam:
            break
    return [(float(c[0]), c[1]) for c in sorted(finished + beam, key=lambda c: -c[0])][:width]

# %% right step_by_step
# keeps complete hypotheses outside the beam, in plain Python
def beam_search(step, state, first, width, length, end=None):
    alive, complete = [(0.0, ())], []
    symbols = np.array([first])
    for _ in range(length):
        logs, state = step(symbols, state)
        logs = np.asarray(logs)
        children = []
        for row, (total, path) in enumerate(alive):
            for symbol in range(logs.shape[1]):
                children.append((total + logs[row, symbol], row, path + (symbol,)))
        children.sort(key=lambda child: child[0], reverse=True)
        children = children[:width]
        complete += [(t, p) for t, _, p in children if end is not None and p[-1] == end]
        going = [child for child in children if end is None or child[2][-1] != end]
        if not going:
            alive = []
            break
        state = np.asarray(state)[[row for _, row, _ in going]]
        symbols = np.array([path[-1] for _, _, path in going])
        alive = [(t, p) for t, _, p in going]
    return sorted(complete + alive, key=lambda pair: pair[0], reverse=True)[:width]

# %% right unstable_sort
# another order of ties
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None)[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong all_of_them
# returns more than width
# caught by: best first, no more than width
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:99999]

# %% wrong ends_ignored
# extends complete hypotheses
# caught by: complete hypotheses wait
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong finished_lost
# drops complete hypotheses
# caught by: complete hypotheses wait
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong first_included
# the path begins with the first symbol
# caught by: greedy when the beam is one
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [(first,)], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong greedy
# a beam of one
# caught by: exact when the beam is wide
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = 1
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong last_step_only
# forgets the past
# caught by: exact when the beam is wide
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = 0 * totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong states_stay
# does not reorder the states
# caught by: states follow their hypotheses
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[np.minimum(np.arange(keep), len(np.asarray(state)) - 1)]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: -pair[0])[:width]

# %% wrong worst_first
# sorts the wrong way
# caught by: exact when the beam is wide
def beam_search(step, state, first, width, length, end=None):
    totals, sequences, symbols, finished = np.zeros(1), [()], np.array([first]), []
    for _ in range(length):
        log_probabilities, state = step(symbols, state)
        keep = min(width, np.size(log_probabilities))
        candidates = totals[:, None] + np.asarray(log_probabilities)
        best = np.argsort(-candidates, axis=None, kind="stable")[:keep]
        parents, symbols = np.unravel_index(best, candidates.shape)
        totals = candidates[parents, symbols]
        sequences = [sequences[p] + (int(s),) for p, s in zip(parents, symbols)]
        state = np.asarray(state)[parents]
        done = symbols == end if end is not None else np.zeros(len(symbols), bool)
        finished += [(float(t), q) for t, q, d in zip(totals, sequences, done) if d]
        totals, symbols, state = totals[~done], symbols[~done], state[~done]
        sequences = [q for q, d in zip(sequences, done) if not d]
        if not len(totals):
            break
    found = finished + [(float(t), q) for t, q in zip(totals, sequences)]
    return sorted(found, key=lambda pair: pair[0])[:width]

# %% [markdown] equivalent
# break  ->  continue
#     the remaining rounds extend no hypothesis

# %% wrong a_call_a_hypothesis
# calls the model for each hypothesis
# caught by: best first, no more than width
def beam_search(step, state, first, width, length, end=None):
    kept = [(0.0, (), np.asarray(state))]
    for _ in range(length):
        candidates = []
        for total, path, own in kept:
            if path and end is not None and path[-1] == end:
                candidates.append((total, path, own))
                continue
            logs, after = step(np.array([path[-1] if path else first]), own)
            candidates += [(total + float(log), (*path, s), after) for s, log in enumerate(logs[0])]
        kept = sorted(candidates, key=lambda triple: -triple[0])[:width]
    return [(total, path) for total, path, _ in kept]
