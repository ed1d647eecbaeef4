# wrong: overlapping pairs
# caught by: abcd
def bigram_ids(ids):
    ids = np.asarray(ids)
    return 27 * ids[:-1] + ids[1:]
