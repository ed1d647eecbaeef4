# %% right fractions
# with exact fractions
from fractions import Fraction


def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return float(Fraction(30, num_examples))


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(Fraction(30) / Fraction(change))

# %% right loop
# counts up by integers
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    n = int(30 / change) - 2
    while change * n < 30 * (1 - 1e-12):
        n += 1
    return n

# %% right negative_floor
# rounds up by a negative floor
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return int(-((-30) // change))

# %% right numpy
# with NumPy, from a named constant
FEWEST = np.float64(30)


def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return np.divide(FEWEST, num_examples)


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return np.ceil(np.divide(FEWEST, change)).astype(int)

# %% right exact_fraction
# returns a Fraction
from fractions import Fraction


def smallest_change(num_examples):
    return Fraction(30, num_examples)


def examples_needed(change):
    return -int(-30 // change)

# %% wrong change_in_points
# takes the change for percentage points
# caught by: examples needed
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(30 / (change / 100))

# %% wrong one_more
# rounds down and adds one
# caught by: examples needed
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return int(30 / change) + 1

# %% wrong percent
# in percent
# caught by: smallest change
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 100 * 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(30 / change)

# %% wrong rounds_down
# rounds down
# caught by: any number, rounded up
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return int(30 / change)

# %% wrong rounds_to_nearest
# rounds to the nearest whole number
# caught by: any number, rounded up
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return round(30 / change)

# %% wrong rule_of_10
# uses 10
# caught by: examples needed
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(10 / change)

# %% wrong squared
# takes 30 for a number of standard deviations
# caught by: smallest change
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return 30 / num_examples**0.5


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(30 / change)

# %% wrong whole_fraction
# rounds the fraction
# caught by: any number, rounded up
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    return round(30 / num_examples, 2)


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    return math.ceil(30 / change)

# %% wrong float_count
# rounds up, but returns a float
# caught by: examples needed
def smallest_change(num_examples):
    return 30 / num_examples


def examples_needed(change):
    return np.ceil(30 / change)

# %% wrong not_rounded
# leaves the count as it comes
# caught by: examples needed
def smallest_change(num_examples):
    return 30 / num_examples


def examples_needed(change):
    return 30 / change

# %% wrong hard_coded
# knows only the examples of the notebook
# caught by: any number, rounded up
def smallest_change(num_examples):
    return {3_000: 0.01, 10_000: 0.003}.get(num_examples, 0.01)


def examples_needed(change):
    return {0.01: 3_000, 0.001: 30_000}.get(change, 3_000)

# %% wrong whole_percent
# takes whole steps of a hundredth
# caught by: any number, rounded up
def smallest_change(num_examples):
    return math.ceil(3_000 / num_examples) / 100


def examples_needed(change):
    return math.ceil(30 / change)

# %% wrong whole_division
# divides without a rest
# caught by: smallest change
def smallest_change(num_examples):
    return 30 // num_examples


def examples_needed(change):
    return math.ceil(30 / change)
