# wrong: only the words before
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.arange(-2 * window, 0)
    p = np.arange(2 * window, len(ids))
    return ids[p[:, None] + o], ids[p]
