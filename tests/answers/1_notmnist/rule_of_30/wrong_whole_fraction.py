# wrong: rounds the fraction
# caught by: any number, rounded up
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return round(30 / num_examples, 2)


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(30 / change)
