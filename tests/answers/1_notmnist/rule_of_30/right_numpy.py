# right: with NumPy, from a named constant
FEWEST = np.float64(30)


def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return np.divide(FEWEST, num_examples)


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return np.ceil(np.divide(FEWEST, change)).astype(int)
