# right: tries widths with itertools and count_parameters
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    for width in itertools.count(1):
        if count_parameters([num_inputs, *[width] * num_hidden, num_classes]) > budget_parameters:
            return width - 1
