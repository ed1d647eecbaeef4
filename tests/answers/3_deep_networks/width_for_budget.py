# %% right bisection
# halves an interval
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    low, high = 1, budget_parameters
    while low < high:
        middle = (low + high + 1) // 2
        sizes = [num_inputs] + [middle] * num_hidden + [num_classes]
        if sum(m * n + n for m, n in zip(sizes[:-1], sizes[1:])) <= budget_parameters:
            low = middle
        else:
            high = middle - 1
    return low

# %% right count_parameters
# tries widths with itertools and count_parameters
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    for width in itertools.count(1):
        if count_parameters([num_inputs, *[width] * num_hidden, num_classes]) > budget_parameters:
            return width - 1

# %% right downward
# starts at the widest single layer and goes down
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    width = (budget_parameters - num_classes) // (num_inputs + 1 + num_classes)
    while True:
        first, last = (num_inputs + 1) * width, (width + 1) * num_classes
        if first + (num_hidden - 1) * (width + 1) * width + last <= budget_parameters:
            return int(width)
        width -= 1

# %% right quadratic
# solves the quadratic equation
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    a, b = num_hidden - 1, num_inputs + 1 + num_hidden - 1 + num_classes
    c = num_classes - budget_parameters
    width = -c // b if a == 0 else int((-b + math.sqrt(b * b - 4 * a * c)) / (2 * a) + 1e-9)
    while a * (width + 1) ** 2 + b * (width + 1) + c <= 0:
        width += 1
    while a * width**2 + b * width + c > 0:
        width -= 1
    return width

# %% wrong depth_ignored
# the width for one hidden layer
# caught by: exactly on the edge
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = 0 * (width * width + width)
        return num_inputs * width + width + inner + width * num_classes + num_classes

    width = 1
    while cost(width + 1) <= budget_parameters:
        width += 1
    return width

# %% wrong fixed_ends
# ignores the given ends
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = (num_hidden - 1) * (width * width + width)
        return 784 * width + width + inner + width * 10 + 10

    width = 1
    while cost(width + 1) <= budget_parameters:
        width += 1
    return width

# %% wrong no_biases
# forgets the biases
# caught by: the thousand units
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    width = 1
    while (width + 1) * (num_inputs + num_classes + (num_hidden - 1) * (width + 1)) <= budget_parameters:
        width += 1
    return width

# %% wrong not_whole
# returns the exact root, not a whole number
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    a, b = num_hidden - 1, num_inputs + num_hidden + num_classes
    c = num_classes - budget_parameters
    return -c / b if a == 0 else (-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)

# %% wrong one_inner_too_many
# counts one inner layer too many
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = (num_hidden if num_hidden > 1 else 0) * (width * width + width)
        return num_inputs * width + width + inner + width * num_classes + num_classes

    width = 1
    while cost(width + 1) <= budget_parameters:
        width += 1
    return width

# %% wrong one_too_wide
# returns the first width that is too expensive
# caught by: the thousand units
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = (num_hidden - 1) * (width * width + width)
        return num_inputs * width + width + inner + width * num_classes + num_classes

    width = 1
    while cost(width) <= budget_parameters:
        width += 1
    return width

# %% wrong shared_evenly
# gives every layer an equal share of the parameters
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    share = budget_parameters // num_hidden
    return max(1, (share - num_classes) // (num_inputs + 1 + num_classes))

# %% wrong strictly_below
# does not allow the budget itself
# caught by: the thousand units
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = (num_hidden - 1) * (width * width + width)
        return num_inputs * width + width + inner + width * num_classes + num_classes

    width = 1
    while cost(width + 1) < budget_parameters:
        width += 1
    return width

# %% wrong up_to_2000
# searches up to a width of 1,999 only
# caught by: thousands of units
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    best = 1
    for width in range(1, 2_000):
        if count_parameters([num_inputs, *[width] * num_hidden, num_classes]) <= budget_parameters:
            best = width
    return best

# %% [markdown] equivalent
# width = 1  ->  width = 0
#     the budget is always enough for width 1, so the loop adds it
