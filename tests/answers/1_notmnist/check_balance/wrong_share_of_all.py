# wrong: allows a difference of a share of all labels
# caught by: the tolerance
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.bincount(labels, minlength=num_classes)
    balanced = counts.min() > 0 and np.ptp(counts) <= tolerance * len(labels)
    return counts, bool(balanced)
