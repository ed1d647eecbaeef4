# right: np.where on the shares, float32
def keep_probabilities(counts, threshold):
    share = (np.asarray(counts) / np.sum(counts)).astype(np.float32)
    chance = np.sqrt(threshold / share) + threshold / share
    return np.where(chance > 1, np.float32(1), chance)
