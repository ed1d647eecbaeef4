# right: counts how often each id was drawn
def estimated_total(scores, drawn, probabilities):
    times = np.bincount(drawn, minlength=len(scores))
    return np.sum(times * np.exp(scores) / probabilities) / len(drawn)
