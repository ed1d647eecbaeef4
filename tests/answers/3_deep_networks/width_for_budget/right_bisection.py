# right: halves an interval
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
