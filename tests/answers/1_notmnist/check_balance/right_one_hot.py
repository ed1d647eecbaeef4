# right: sums a table of comparisons and judges every pair
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = (np.asarray(labels)[:, None] == np.arange(num_classes)).sum(axis=0)
    if not counts.all():
        return counts, False
    pairs = counts[:, None] <= (1 + tolerance) * counts[None, :]
    return counts, bool(pairs.all())
