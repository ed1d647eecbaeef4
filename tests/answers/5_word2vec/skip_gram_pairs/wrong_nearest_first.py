# wrong: contexts of a center from near to far
# caught by: any window, in reading order
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for distance in range(1, window + 1):
            for j in (i - distance, i + distance):
                if 0 <= j < len(ids):
                    centers.append(ids[i])
                    contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)
