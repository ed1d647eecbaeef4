# wrong: compares every pair
# caught by: in linear time
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
    flat = train.reshape(len(train), -1)
    return np.array([(flat == row.ravel()).all(axis=1).any() for row in other], bool)
