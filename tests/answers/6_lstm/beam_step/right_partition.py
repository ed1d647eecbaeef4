# right: argpartition first, then sorts the few
def beam_step(totals, log_probabilities, width):
    sums = (np.reshape(totals, (-1, 1)) + log_probabilities).ravel()
    largest = np.argpartition(sums, len(sums) - width)[len(sums) - width :]
    largest = largest[np.argsort(sums[largest])[::-1]]
    symbols = np.shape(log_probabilities)[1]
    return sums[largest], largest // symbols, largest % symbols
