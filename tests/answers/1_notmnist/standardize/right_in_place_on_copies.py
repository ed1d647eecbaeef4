# right: works in place, on float64 copies
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    train, other = np.array(x_train, np.float64), np.array(x_other, np.float64)
    mean = train.mean(axis=0)
    train -= mean
    other -= mean
    deviation = np.sqrt(np.mean(np.square(train), axis=0))
    changes = deviation >= 1e-8
    train[:, changes] /= deviation[changes]
    other[:, changes] /= deviation[changes]
    return train.astype(np.float32), other.astype(np.float32)
