# wrong: divides by a deviation of zero
# caught by: a constant feature
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)
