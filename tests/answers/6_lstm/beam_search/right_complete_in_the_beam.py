# right: complete hypotheses keep their place in the beam and stay as they are
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
