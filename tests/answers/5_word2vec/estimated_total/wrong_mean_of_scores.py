# wrong: averages before the exponential
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    return np.exp(np.mean(np.asarray(scores)[drawn])) / np.mean(np.asarray(probabilities)[drawn])
