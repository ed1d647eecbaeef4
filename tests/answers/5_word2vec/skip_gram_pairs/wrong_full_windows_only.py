# wrong: forgets the words near the ends
# caught by: equal lengths
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i and window <= i < len(ids) - window:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)
