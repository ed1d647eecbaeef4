# wrong: forgets the biases
# caught by: the thousand units
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    width = 1
    while (width + 1) * (num_inputs + num_classes + (num_hidden - 1) * (width + 1)) <= budget_parameters:
        width += 1
    return width
