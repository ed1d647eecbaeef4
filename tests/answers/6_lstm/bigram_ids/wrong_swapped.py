# wrong: first + 27 second
# caught by: abcd
def bigram_ids(ids):
    ids = np.asarray(ids)
    n = len(ids) // 2 * 2
    return ids[0:n:2] + 27 * ids[1:n:2]
