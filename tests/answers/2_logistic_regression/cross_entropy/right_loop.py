# right: adds up the examples in a loop
def cross_entropy(probabilities, targets, smallest=1e-7):
    total = 0.0
    for guess, target in zip(np.asarray(probabilities), np.asarray(targets)):
        for p, t in zip(guess, target):
            total -= t * math.log(max(p, smallest))
    return total / len(targets)
