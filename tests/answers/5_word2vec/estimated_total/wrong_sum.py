# wrong: adds instead of averaging
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    return np.sum(np.exp(np.asarray(scores)[drawn]) / np.asarray(probabilities)[drawn])
