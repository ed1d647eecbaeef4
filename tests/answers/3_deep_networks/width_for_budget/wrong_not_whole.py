# wrong: returns the exact root, not a whole number
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    a, b = num_hidden - 1, num_inputs + num_hidden + num_classes
    c = num_classes - budget_parameters
    return -c / b if a == 0 else (-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)
