# %% right add_at
# with np.add.at and a ratio
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

# %% right counter
# counts with collections.Counter
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

# %% right loop
# counts class by class
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.array([np.sum(labels == label) for label in range(num_classes)])
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% right one_hot
# sums a table of comparisons and judges every pair
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

# %% right tensors
# counts with TensorFlow and compares in whole numbers
def check_balance(labels, num_classes=10, tolerance=0.1):
    import tensorflow as tf

    counts = tf.math.bincount(tf.cast(labels, tf.int32), minlength=num_classes)
    least, most = int(min(counts)), int(max(counts))
    return counts, least > 0 and most - least <= tolerance * least

# %% wrong against_the_mean
# compares the largest class with the average one
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
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.mean()
    return counts, bool(balanced)

# %% wrong always_balanced
# never says no
# caught by: a clear verdict
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
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, True

# %% wrong fractions
# returns shares instead of counts
# caught by: counts
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
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts / len(labels), bool(balanced)

# %% wrong ignores_tolerance
# uses a fixed tolerance
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
    balanced = counts.min() > 0 and counts.max() <= 1.1 * counts.min()
    return counts, bool(balanced)

# %% wrong needs_equal
# accepts only equal counts
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
    balanced = counts.min() > 0 and counts.max() == counts.min()
    return counts, bool(balanced)

# %% wrong no_minlength
# forgets classes at the end
# caught by: a missing class
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.bincount(labels)
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% wrong share_of_all
# allows a difference of a share of all labels
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

# %% wrong sorted_counts
# sorts the counts
# caught by: counts
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.sort(np.bincount(labels, minlength=num_classes))[::-1]
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% wrong strict
# equal is already unbalanced
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
    balanced = counts.min() > 0 and counts.max() < (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% wrong ten_classes
# always counts ten classes
# caught by: counts
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.bincount(labels, minlength=10)
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% wrong unique
# counts only classes that occur
# caught by: a missing class
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    counts = np.unique(labels, return_counts=True)[1]
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% wrong float_counts
# counts in floating point
# caught by: counts
def check_balance(labels, num_classes=10, tolerance=0.1):
    counts = np.zeros(num_classes)
    for label in labels:
        counts[label] += 1
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)

# %% wrong present_classes_only
# leaves missing classes out of the verdict
# caught by: a missing class
def check_balance(labels, num_classes=10, tolerance=0.1):
    counts = np.bincount(labels, minlength=num_classes)
    present = counts[counts > 0]
    balanced = len(present) > 0 and present.max() <= (1 + tolerance) * present.min()
    return counts, bool(balanced)

# %% wrong fails_without_labels
# divides by the smallest count of the classes that occur
# caught by: a missing class
def check_balance(labels, num_classes=10, tolerance=0.1):
    counts = np.bincount(labels, minlength=num_classes)
    smallest = min(counts[label] for label in labels)
    balanced = counts.min() > 0 and counts.max() / smallest <= 1 + tolerance
    return counts, bool(balanced)

# %% [markdown] equivalent
# balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()  ->  balanced = counts.max() > 0 and counts.max() <= (1 + tolerance) * counts.min()
#     with a missing class the second condition is false unless there are no labels at all
