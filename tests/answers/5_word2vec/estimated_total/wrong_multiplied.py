# wrong: multiplies by the probability
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    return np.mean(np.exp(np.asarray(scores)[drawn]) * np.asarray(probabilities)[drawn])
