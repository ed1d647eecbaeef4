# wrong: times 26
# caught by: abcd
def bigram_ids(ids):
    ids = np.asarray(ids)
    n = len(ids) // 2 * 2
    return 26 * ids[0:n:2] + ids[1:n:2]
