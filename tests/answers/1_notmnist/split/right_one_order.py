# right: one shuffle of the pile, then counts by class
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
