# wrong: returns both images first, then both labels
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
