# wrong: times the size of the vocabulary, as if draws were uniform
# caught by: right in expectation
def estimated_total(scores, drawn, probabilities):
    return len(scores) * np.mean(np.exp(np.asarray(scores)[drawn]))
