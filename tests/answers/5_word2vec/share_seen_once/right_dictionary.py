# right: counts in a plain dictionary, float32
def share_seen_once(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return np.mean(np.array(list(counts.values())) == 1, dtype=np.float32)
