# wrong: compares pixels after halving them
# caught by: almost is not identical
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
    known = {(row // 2).tobytes() for row in train}
    return np.array([(row // 2).tobytes() in known for row in other], bool)
