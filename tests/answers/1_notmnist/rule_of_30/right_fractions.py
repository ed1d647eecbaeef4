# right: with exact fractions
from fractions import Fraction


def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return float(Fraction(30, num_examples))


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(Fraction(30) / Fraction(change))
