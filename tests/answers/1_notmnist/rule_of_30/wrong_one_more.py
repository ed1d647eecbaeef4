# wrong: rounds down and adds one
# caught by: examples needed
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return int(30 / change) + 1
