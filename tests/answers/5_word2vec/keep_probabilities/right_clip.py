# right: shares and np.clip
def keep_probabilities(counts, threshold):
    share = np.asarray(counts) / np.sum(counts)
    return np.clip((np.sqrt(share / threshold) + 1) * threshold / share, 0, 1)
