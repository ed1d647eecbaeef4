# wrong: asks np.isin about single values, not rows
# caught by: the example
def seen_in(train, other):
    """Find the rows of `other` that also occur in `train`, value by value.

    Args:
        train: (n, ...) array.
        other: (m, ...) array of the same type, its rows shaped like those of train.

    Returns:
        bool (m,), True where an identical row occurs in train.

    Example:
        seen_in(np.array([[1, 2]]), np.array([[2, 1], [1, 2]])) -> [False, True]
    """
    return np.isin(other, train).reshape(len(other), -1).all(axis=1)
