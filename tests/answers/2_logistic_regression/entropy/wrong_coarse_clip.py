# wrong: clips at 0.01, which changes small probabilities
# caught by: one value per row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.maximum(probabilities, 0.1))
    return -np.sum(probabilities * logs, axis=1)
