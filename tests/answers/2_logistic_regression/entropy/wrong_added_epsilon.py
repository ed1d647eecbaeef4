# wrong: adds 0.001 inside the logarithm
# caught by: zeros inside a row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    return -np.sum(probabilities * np.log(probabilities + 1e-3), axis=1)
