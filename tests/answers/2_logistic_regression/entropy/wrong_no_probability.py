# wrong: sums the logarithms alone
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    return -np.sum(np.log(np.where(probabilities > 0, probabilities, 1)), axis=1)
