# %% right copy_then_split
# shuffles copies first
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    order = rng.permutation(len(labels))
    images, labels = images[order], labels[order]
    for label in sorted(set(labels.tolist())):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]

# %% right one_order
# one shuffle of the pile, then counts by class
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    order = np.random.default_rng(seed).permutation(len(labels))
    quota_train, quota_valid = {}, {}
    train, valid = [], []
    for row in order:
        label = int(labels[row])
        if quota_train.get(label, 0) < train_per_class:
            quota_train[label] = quota_train.get(label, 0) + 1
            train.append(row)
        elif quota_valid.get(label, 0) < valid_per_class:
            quota_valid[label] = quota_valid.get(label, 0) + 1
            valid.append(row)
    classes = len(np.unique(labels))
    if len(train) < classes * train_per_class or len(valid) < classes * valid_per_class:
        raise ValueError("A class has too few examples.")
    return images[train], labels[train], images[valid], labels[valid]

# %% right plain_python
# with the random module, lists and dictionaries
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    import random

    rng = random.Random(seed)
    rows_of = {}
    for row, label in enumerate(labels):
        rows_of.setdefault(int(label), []).append(row)
    both = train_per_class + valid_per_class
    if any(len(rows) < both for rows in rows_of.values()):
        raise ValueError("There are too few examples of some class.")
    train, valid = [], []
    for rows in rows_of.values():
        drawn = rng.sample(rows, both)
        train += drawn[:train_per_class]
        valid += drawn[train_per_class:]
    rng.shuffle(train)
    rng.shuffle(valid)
    return images[train], labels[train], images[valid], labels[valid]

# %% right ranks
# without a loop: ranks within each class decide
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(labels))
    counts = np.bincount(labels)
    if counts[counts > 0].min() < train_per_class + valid_per_class:
        raise ValueError(f"The classes have {counts} examples.")
    by_class = order[np.argsort(labels[order], kind="stable")]
    rank = np.arange(len(labels)) - np.repeat(np.cumsum(counts) - counts, counts)
    train = rng.permutation(by_class[rank < train_per_class])
    end = train_per_class + valid_per_class
    valid = rng.permutation(by_class[(rank >= train_per_class) & (rank < end)])
    return images[train], labels[train], images[valid], labels[valid]

# %% right scikit_learn
# scikit-learn's stratified splits, on row numbers
def split(images, labels, train_per_class, valid_per_class, seed=0):
    from sklearn.model_selection import train_test_split
    from sklearn.utils import resample

    each, rows = train_per_class + valid_per_class, []
    for label in set(labels.tolist()):
        found = np.flatnonzero(labels == label)
        if len(found) < each:
            raise ValueError("too few")
        rows.extend(resample(found, n_samples=each, replace=False, random_state=seed))
    count = valid_per_class * len(rows) // each
    train, valid = train_test_split(
        rows, test_size=count, stratify=labels[rows], random_state=seed
    )
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong ignores_seed
# draws other sets on each call
# caught by: chosen at random by the seed
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng()
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong images_then_labels
# returns both images first, then both labels
# caught by: sizes by class
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], images[valid], labels[train], labels[valid]

# %% wrong labels_unshuffled
# shuffles images without labels
# caught by: labels stay with images
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[rng.permutation(train)], labels[train], images[valid], labels[valid]

# %% wrong not_random
# takes the first rows of each class
# caught by: chosen at random by the seed
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong overlap
# validation rows are drawn from the same rows
# caught by: no example twice
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rng.permutation(rows)[:valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong shuffles_the_pile
# shuffles the caller's arrays in place
# caught by: the pile survives
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong silent_shortage
# takes what there is
# caught by: too few examples
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong sorted_by_class
# leaves the sets in the order of the classes
# caught by: shuffled
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = np.array(train, int)
    valid = np.array(valid, int)
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong unbalanced
# exact in total, not by class
# caught by: sizes by class
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    classes = len(np.unique(labels))
    a, b = classes * train_per_class, classes * valid_per_class
    if np.bincount(labels).min() < train_per_class + valid_per_class:
        raise ValueError("too few")
    order = np.random.default_rng(seed).permutation(len(labels))
    train, valid = order[:a], order[a : a + b]
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong valid_unshuffled
# shuffles the training set only
# caught by: shuffled
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = np.array(valid, int)
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong one_to_spare
# wants one example more than it uses
# caught by: too few examples
def split(images, labels, train_per_class, valid_per_class, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) <= train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train, valid = rng.permutation(train), rng.permutation(valid)
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong last_rows_validate
# draws the training examples and always takes the last ones for validation
# caught by: chosen at random by the seed
def split(images, labels, train_per_class, valid_per_class, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        last = len(rows) - valid_per_class
        train.extend(rng.permutation(rows[:last])[:train_per_class])
        valid.extend(rows[last:])
    train, valid = rng.permutation(train), rng.permutation(valid)
    return images[train], labels[train], images[valid], labels[valid]

# %% wrong always_refuses
# raises ValueError whatever comes
# caught by: too few examples
def split(images, labels, train_per_class, valid_per_class, seed=0):
    raise ValueError("a class has too few examples")

# %% wrong all_classes_together
# asks for enough examples in all, not of each class
# caught by: too few examples
def split(images, labels, train_per_class, valid_per_class, seed=0):
    rng = np.random.default_rng(seed)
    classes = np.unique(labels)
    if len(labels) < len(classes) * (train_per_class + valid_per_class):
        raise ValueError("too few")
    train, valid = [], []
    for label in classes:
        rows = rng.permutation(np.flatnonzero(labels == label))
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train, valid = rng.permutation(train), rng.permutation(valid)
    return images[train], labels[train], images[valid], labels[valid]
