# right: counts with np.unique
def share_seen_once(words):
    _, counts = np.unique(words, return_counts=True)
    return np.mean(counts == 1)
