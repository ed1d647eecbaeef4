# wrong: gives every layer an equal share of the parameters
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    share = budget_parameters // num_hidden
    return max(1, (share - num_classes) // (num_inputs + 1 + num_classes))
