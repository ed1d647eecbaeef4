# wrong: looks to the right only
# caught by: three words
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(i + 1, min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)
