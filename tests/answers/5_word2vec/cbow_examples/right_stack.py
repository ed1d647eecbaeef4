# right: stacks shifted slices
def cbow_examples(ids, window):
    ids = np.asarray(ids)
    count = len(ids) - 2 * window
    shifts = [s for s in range(2 * window + 1) if s != window]
    contexts = np.stack([ids[s : s + count] for s in shifts], axis=1)
    return contexts.astype(np.int32), ids[window : window + count].astype(np.int32)
