# right: with the random module, lists and dictionaries
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
