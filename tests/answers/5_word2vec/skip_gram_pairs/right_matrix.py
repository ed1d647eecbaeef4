# right: a matrix of all distances
def skip_gram_pairs(ids, window):
    place = np.arange(len(ids))
    gap = np.abs(place[:, None] - place)
    i, j = np.nonzero((gap > 0) & (gap <= window))
    ids = np.asarray(ids, np.int32)
    return ids[i], ids[j]
