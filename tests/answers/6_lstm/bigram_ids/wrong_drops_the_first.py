# wrong: leaves out the first character of an odd text, not the last
# caught by: an odd number
def bigram_ids(ids):
    pairs = np.asarray(ids, np.int32)[len(ids) % 2 :].reshape(-1, 2)
    return 27 * pairs[:, 0] + pairs[:, 1]
