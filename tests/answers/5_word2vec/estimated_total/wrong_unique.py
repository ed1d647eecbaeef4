# wrong: removes repeats
# caught by: repeats count each time
def estimated_total(scores, drawn, probabilities):
    drawn = np.unique(drawn)
    return np.mean(np.exp(np.asarray(scores)[drawn]) / np.asarray(probabilities)[drawn])
