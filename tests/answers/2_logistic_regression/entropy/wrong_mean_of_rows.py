# wrong: one mean for the whole batch
# caught by: one value per row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return -np.mean(np.sum(probabilities * logs, axis=1))
