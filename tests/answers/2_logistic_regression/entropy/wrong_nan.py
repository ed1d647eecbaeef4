# wrong: multiplies 0 by the logarithm of 0
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(probabilities)
    return -np.sum(probabilities * logs, axis=1)
