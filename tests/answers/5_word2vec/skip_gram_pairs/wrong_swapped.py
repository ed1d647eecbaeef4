# wrong: context first, center second
# caught by: three words
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[j])
                contexts.append(ids[i])
    return np.array(centers, np.int32), np.array(contexts, np.int32)
