# right: index arithmetic
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    offsets = np.r_[-window:0, 1 : window + 1]
    places = np.arange(window, len(ids) - window)
    return ids[places[:, None] + offsets], ids[places]
