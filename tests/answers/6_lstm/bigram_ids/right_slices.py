# right: every other character
def bigram_ids(ids):
    ids = np.asarray(ids, np.int32)
    n = len(ids) // 2 * 2
    return 27 * ids[0:n:2] + ids[1:n:2]
