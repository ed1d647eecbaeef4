# %% right dictionary
# counts the training rows in a dictionary, in one loop
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

# %% right digests
# with digests as keys
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
    known = {hashlib.sha256(row.tobytes()).digest() for row in train}
    return np.array([hashlib.sha256(row.tobytes()).digest() in known for row in other], bool)

# %% right sorted_search
# sorts the training rows as opaque values and searches them
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
    def opaque(rows):
        """Each row as one value of as many bytes."""
        flat = np.ascontiguousarray(rows).reshape(len(rows), -1)
        return flat.view(np.dtype((np.void, flat.itemsize * flat.shape[1])))[:, 0]

    known, wanted = np.sort(opaque(train)), opaque(other)
    places = np.searchsorted(known, wanted).clip(max=len(known) - 1)
    return known[places] == wanted

# %% right tuples
# with tuples of values
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
    known = {tuple(row.ravel().tolist()) for row in train}
    return np.array([tuple(row.ravel().tolist()) in known for row in other], bool)

# %% wrong coarse_values
# compares pixels after halving them
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

# %% wrong first_pixels
# compares only the first pixels
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
    known = {row.tobytes()[:8] for row in train}
    return np.array([row.tobytes()[:8] in known for row in other], bool)

# %% wrong fraction
# returns the fraction
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
    known = {row.tobytes() for row in train}
    return np.mean([row.tobytes() in known for row in other])

# %% wrong only_once
# finds each training row only once
# caught by: repeated rows
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
    known = {row.tobytes() for row in train}
    found = []
    for row in other:
        found.append(row.tobytes() in known)
        known.discard(row.tobytes())
    return np.array(found, bool)

# %% wrong other_way
# says which training rows occur in other
# caught by: repeated rows
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
    known = {row.tobytes() for row in other}
    return np.array([row.tobytes() in known for row in train], bool)

# %% wrong pairs
# compares every pair
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

# %% wrong sorted_pixels
# forgets where a pixel is
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
    known = {np.sort(row, axis=None).tobytes() for row in train}
    return np.array([np.sort(row, axis=None).tobytes() in known for row in other], bool)

# %% wrong sums
# compares sums of pixels
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
    known = {int(row.sum()) for row in train}
    return np.array([int(row.sum()) in known for row in other], bool)

# %% wrong value_by_value
# asks np.isin about single values, not rows
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
