# wrong: returns more than width
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
