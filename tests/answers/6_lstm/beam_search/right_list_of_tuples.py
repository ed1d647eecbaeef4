# right: hypotheses in a list, sorted
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
