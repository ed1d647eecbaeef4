# wrong: exact in total, not by class
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
