# right: a list of pairs
def bigram_ids(ids):
    return np.array([27 * int(a) + int(b) for a, b in zip(ids[::2], ids[1::2])], np.int32)
