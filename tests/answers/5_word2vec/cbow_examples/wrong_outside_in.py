# wrong: nearest words first
# caught by: any window
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.array([s * d for d in range(1, window + 1) for s in (-1, 1)])
    p = np.arange(window, len(ids) - window)
    return ids[p[:, None] + o], ids[p]
