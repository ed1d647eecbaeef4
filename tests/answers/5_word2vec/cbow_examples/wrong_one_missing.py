# wrong: forgets the last example
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.r_[-window:0, 1 : window + 1]
    p = np.arange(window, len(ids) - window - 1)
    return ids[p[:, None] + o], ids[p]
