# right: counts the training rows in a dictionary, in one loop
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
    counts = {}
    for row in train:
        key = bytes(row)
        counts[key] = counts.get(key, 0) + 1
    found = np.zeros(len(other), dtype=bool)
    for place, row in enumerate(other):
        found[place] = counts.get(bytes(row), 0) > 0
    return found
