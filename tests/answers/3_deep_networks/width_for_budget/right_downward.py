# right: starts at the widest single layer and goes down
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    width = (budget_parameters - num_classes) // (num_inputs + 1 + num_classes)
    while True:
        first, last = (num_inputs + 1) * width, (width + 1) * num_classes
        if first + (num_hidden - 1) * (width + 1) * width + last <= budget_parameters:
            return int(width)
        width -= 1
