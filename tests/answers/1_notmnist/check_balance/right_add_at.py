# right: with np.add.at and a ratio
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.zeros(num_classes, int)
    np.add.at(counts, labels, 1)
    balanced = counts.min() > 0 and counts.max() / counts.min() <= 1 + tolerance
    return counts, bool(balanced)
