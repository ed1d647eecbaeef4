# wrong: scales the other rows by their own statistics
# caught by: the others follow
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    scaled = []
    for x in (x_train, x_other):
        wide = np.asarray(x, np.float64)
        deviation = wide.std(axis=0)
        deviation = np.where(deviation < 1e-8, 1.0, deviation)
        scaled.append(((wide - wide.mean(axis=0)) / deviation).astype(np.float32))
    return scaled[0], scaled[1]
