# wrong: averages scores over probabilities
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    return np.mean(np.asarray(scores)[drawn] / np.asarray(probabilities)[drawn])
