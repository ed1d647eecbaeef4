# %% right exponents
# powers of ten on a linear grid of exponents, NumPy arrays
def sweep_l2(validation_accuracy, low, high, count):
    factors = 10.0 ** np.linspace(math.log10(low), math.log10(high), count)
    accuracies = np.array([validation_accuracy(float(factor)) for factor in factors])
    return factors[accuracies.argmax()], factors, accuracies

# %% right logspace
# np.logspace and a dictionary
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.logspace(np.log10(low), np.log10(high), count)
    scores = {float(factor): validation_accuracy(float(factor)) for factor in factors}
    return max(scores, key=scores.get), list(scores), list(scores.values())

# %% right loop
# multiplies its way up
def sweep_l2(validation_accuracy, low, high, count):
    ratio = (high / low) ** (1 / (count - 1))
    factors, accuracies, best = [], [], 0
    for i in range(count):
        factors.append(low * ratio**i)
        accuracies.append(validation_accuracy(factors[i]))
        if accuracies[i] > accuracies[best]:
            best = i
    return factors[best], factors, accuracies

# %% right natural_logarithm
# natural logarithms and a sort of pairs
def sweep_l2(validation_accuracy, low, high, count):
    step = (math.log(high) - math.log(low)) / (count - 1)
    factors = [math.exp(math.log(low) + i * step) for i in range(count)]
    pairs = [(validation_accuracy(factor), factor) for factor in factors]
    best = sorted(pairs, key=lambda pair: pair[0], reverse=True)[0][1]
    return best, factors, [accuracy for accuracy, _ in pairs]

# %% wrong end_left_out
# leaves out `high`
# caught by: evenly spaced in the logarithm
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count, endpoint=False).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return factors[int(np.argmax(accuracies))], factors, accuracies

# %% wrong falling_order
# tries and returns the largest factor first
# caught by: evenly spaced in the logarithm
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(high, low, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return factors[int(np.argmax(accuracies))], factors, accuracies

# %% wrong ignores_high
# goes up in steps of ten, wherever `high` is
# caught by: any range
def sweep_l2(validation_accuracy, low, high, count):
    factors = [low * 10.0**i for i in range(count)]
    accuracies = [validation_accuracy(factor) for factor in factors]
    return factors[int(np.argmax(accuracies))], factors, accuracies

# %% wrong last_of_equals
# takes the last of equals
# caught by: the first of equals
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    accuracies, best = [], 0
    for i, factor in enumerate(factors):
        accuracies.append(validation_accuracy(factor))
        if accuracies[i] >= accuracies[best]:
            best = i
    return factors[best], factors, accuracies

# %% wrong linear_grid
# evenly spaced on a linear scale
# caught by: evenly spaced in the logarithm
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.linspace(low, high, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return factors[int(np.argmax(accuracies))], factors, accuracies

# %% wrong nothing_when_all_fail
# starts from an accuracy of 0, so nothing is best when all score 0
# caught by: the first of equals
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    accuracies, best, highest = [], None, 0.0
    for factor in factors:
        accuracies.append(validation_accuracy(factor))
        if accuracies[-1] > highest:
            best, highest = factor, accuracies[-1]
    return best, factors, accuracies

# %% wrong returns_accuracy
# returns the best accuracy, not its factor
# caught by: the best is returned
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return max(accuracies), factors, accuracies

# %% wrong returns_index
# returns the index
# caught by: the best is returned
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return int(np.argmax(accuracies)), factors, accuracies

# %% wrong smallest
# takes the lowest accuracy, as if it were a loss
# caught by: the best is returned
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return factors[int(np.argmin(accuracies))], factors, accuracies

# %% wrong sorted_by_accuracy
# returns the lists in the order of accuracy
# caught by: the best is returned
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    pairs = sorted(((validation_accuracy(factor), factor) for factor in factors), reverse=True)
    return pairs[0][1], [factor for _, factor in pairs], [accuracy for accuracy, _ in pairs]

# %% wrong stops_at_first_drop
# stops at the first factor that is worse than the one before
# caught by: each factor is trained once
def sweep_l2(validation_accuracy, low, high, count):
    factors, accuracies = [], []
    for factor in np.geomspace(low, high, count).tolist():
        factors.append(factor)
        accuracies.append(validation_accuracy(factor))
        if len(accuracies) > 1 and accuracies[-1] < accuracies[-2]:
            break
    return factors[int(np.argmax(accuracies))], factors, accuracies

# %% wrong trained_twice
# trains the best once more to choose
# caught by: each factor is trained once
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    best = max(factors, key=validation_accuracy)
    return best, factors, [validation_accuracy(factor) for factor in factors]
