# wrong: needs an even number
# caught by: an odd number
def bigram_ids(ids):
    p = np.asarray(ids).reshape(-1, 2)
    return 27 * p[:, 0] + p[:, 1]
