# right: tells mean and std to use float64
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    mean = np.mean(x_train, axis=0, dtype=np.float64)
    deviation = np.std(x_train, axis=0, dtype=np.float64)
    deviation[deviation < 1e-8] = 1
    return (
        ((x_train - mean) / deviation).astype(np.float32),
        ((x_other - mean) / deviation).astype(np.float32),
    )
