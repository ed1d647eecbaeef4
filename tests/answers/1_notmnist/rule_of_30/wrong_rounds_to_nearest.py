# wrong: rounds to the nearest whole number
# caught by: any number, rounded up
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return round(30 / change)
