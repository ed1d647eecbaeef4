# right: counts up by integers
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    n = int(30 / change) - 2
    while change * n < 30 * (1 - 1e-12):
        n += 1
    return n
