# wrong: divides by the mean probability
# caught by: repeats count each time
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    return np.mean(np.exp(np.asarray(scores)[drawn])) / np.mean(np.asarray(probabilities)[drawn])
