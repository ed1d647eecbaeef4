# right: keeps complete hypotheses outside the beam, in plain Python
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
