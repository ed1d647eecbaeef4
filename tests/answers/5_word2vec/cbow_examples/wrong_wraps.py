# wrong: makes windows around the ends
# caught by: any window
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.r_[-window:0, 1 : window + 1]
    p = np.arange(len(ids))
    return ids[(p[:, None] + o) % len(ids)], ids
