# right: counts in a loop
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    percents = []
    for x, y in ((x_train, y_train), (x_valid, y_valid)):
        right = sum(int(a == b) for a, b in zip(np.asarray(classify(x)), y))
        percents.append(100 * right / len(y))
    return percents[0], percents[1], percents[0] - percents[1]
