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

# %% right list_of_bools
# returns a plain list
def seen_in(train, other):
    known = set()
    for row in train:
        known.add(row.tobytes())
    return [row.tobytes() in known for row in other]

# %% right unique_rows
# numbers the different rows of both with np.unique
def seen_in(train, other):
    rows = np.concatenate([train, other]).reshape(len(train) + len(other), -1)
    _, number = np.unique(rows, axis=0, return_inverse=True)
    number = np.ravel(number)
    return np.isin(number[len(train) :], number[: len(train)])

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

# %% wrong uint8
# turns the values into bytes first
# caught by: almost is not identical
def seen_in(train, other):
    known = {row.astype(np.uint8).tobytes() for row in train}
    return np.array([row.astype(np.uint8).tobytes() in known for row in other], bool)

# %% wrong float32
# turns the values into float32 first
# caught by: almost is not identical
def seen_in(train, other):
    known = {row.astype(np.float32).tobytes() for row in train}
    return np.array([row.astype(np.float32).tobytes() in known for row in other], bool)

# %% wrong whole_numbers
# turns the values into whole numbers first
# caught by: almost is not identical
def seen_in(train, other):
    known = {tuple(row.ravel().astype(int)) for row in train}
    return np.array([tuple(row.ravel().astype(int)) in known for row in other], bool)

# %% wrong float_values
# compares large integers as floats
# caught by: almost is not identical
def seen_in(train, other):
    known = {tuple(row.ravel().astype(float)) for row in train}
    return np.array([tuple(row.ravel().astype(float)) in known for row in other], bool)

# %% wrong printed_rows
# compares what is printed, which is abbreviated for large rows
# caught by: almost is not identical
def seen_in(train, other):
    known = {str(row) for row in train}
    return np.array([str(row) in known for row in other], bool)

# %% wrong global_set
# goes on with the set of the last call
# caught by: repeated rows
_known = set()


def seen_in(train, other):
    _known.update(row.tobytes() for row in train)
    return np.array([row.tobytes() in _known for row in other], bool)

# %% wrong whole_answers
# returns 0 and 1
# caught by: the example
def seen_in(train, other):
    known = {row.tobytes() for row in train}
    return np.array([int(row.tobytes() in known) for row in other])

# %% wrong same_place
# compares each row with the one in the same place
# caught by: the example
def seen_in(train, other):
    found = np.zeros(len(other), bool)
    for place in range(min(len(train), len(other))):
        found[place] = np.array_equal(train[place], other[place])
    return found

# %% wrong places
# returns the numbers of the rows that were found
# caught by: the example
def seen_in(train, other):
    known = {row.tobytes() for row in train}
    return np.flatnonzero([row.tobytes() in known for row in other])

# %% wrong means
# compares mean and deviation of each row
# caught by: almost is not identical
def seen_in(train, other):
    known = {(float(row.mean()), float(row.std())) for row in train}
    return np.array([(float(row.mean()), float(row.std())) in known for row in other])
