# wrong: reads the right class with argmax
# caught by: agrees with a trusted implementation
def cross_entropy(probabilities, targets, smallest=1e-7):
    right = np.argmax(targets, axis=1)
    chosen = np.asarray(probabilities)[np.arange(len(right)), right]
    return -np.mean(np.log(np.maximum(chosen, smallest)))
