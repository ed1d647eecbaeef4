# right: column by column with the statistics module
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    import statistics

    scaled = [np.empty(np.shape(x), np.float32) for x in (x_train, x_other)]
    for column in range(np.shape(x_train)[1]):
        values = [float(value) for value in x_train[:, column]]
        mean = statistics.fmean(values)
        deviation = statistics.pstdev(values, mean)
        if deviation < 1e-8:
            deviation = 1.0
        for x, result in zip((x_train, x_other), scaled):
            result[:, column] = [(float(value) - mean) / deviation for value in x[:, column]]
    return tuple(scaled)
