# wrong: counts the window over both sides together
# caught by: equal lengths
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    half = max(1, window // 2)
    for i in range(len(ids)):
        for j in range(max(0, i - half), min(len(ids), i + half + 1)):
            if i != j:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)
