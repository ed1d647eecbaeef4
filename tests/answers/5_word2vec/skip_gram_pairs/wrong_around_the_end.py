# wrong: negative places reach around
# caught by: never around the ends
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(i - window, min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)
