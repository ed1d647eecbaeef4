# wrong: steps by the window
# caught by: any window
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.r_[-window:0, 1 : window + 1]
    p = np.arange(window, len(ids) - window, window)
    return ids[p[:, None] + o], ids[p]
