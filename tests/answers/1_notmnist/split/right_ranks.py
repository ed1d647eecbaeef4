# right: without a loop: ranks within each class decide
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
