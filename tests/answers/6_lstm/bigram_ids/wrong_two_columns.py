# wrong: returns the pairs instead of their ids
# caught by: abcd
def bigram_ids(ids):
    return np.asarray(ids, np.int32)[: len(ids) // 2 * 2].reshape(-1, 2)
