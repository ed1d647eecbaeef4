# right: a loop in steps of two
def bigram_ids(ids):
    pairs = [int(ids[k]) * 27 + int(ids[k + 1]) for k in range(0, len(ids) - 1, 2)]
    return np.array(pairs, dtype=np.int32)
