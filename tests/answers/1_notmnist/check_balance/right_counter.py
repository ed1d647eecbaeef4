# right: counts with collections.Counter
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    from collections import Counter

    found = Counter(int(label) for label in labels)
    counts = np.array([found[label] for label in range(num_classes)])
    smallest, largest = min(counts), max(counts)
    return counts, smallest > 0 and bool(largest <= (1 + tolerance) * smallest)
