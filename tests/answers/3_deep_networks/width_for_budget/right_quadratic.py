# right: solves the quadratic equation
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    a, b = num_hidden - 1, num_inputs + 1 + num_hidden - 1 + num_classes
    c = num_classes - budget_parameters
    width = -c // b if a == 0 else int((-b + math.sqrt(b * b - 4 * a * c)) / (2 * a) + 1e-9)
    while a * (width + 1) ** 2 + b * (width + 1) + c <= 0:
        width += 1
    while a * width**2 + b * width + c > 0:
        width -= 1
    return width
