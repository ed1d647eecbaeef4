# wrong: forgets the minus sign
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return np.sum(probabilities * logs, axis=1)
