# wrong: divides by the sum of the weights
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    weights = 1 / np.asarray(probabilities)[drawn]
    return np.sum(weights * np.exp(np.asarray(scores)[drawn])) / np.sum(weights)
