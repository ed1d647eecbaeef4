# right: natural logarithms and a sort of pairs
def sweep_l2(validation_accuracy, low, high, count):
    step = (math.log(high) - math.log(low)) / (count - 1)
    factors = [math.exp(math.log(low) + i * step) for i in range(count)]
    pairs = [(validation_accuracy(factor), factor) for factor in factors]
    best = sorted(pairs, key=lambda pair: pair[0], reverse=True)[0][1]
    return best, factors, [accuracy for accuracy, _ in pairs]
