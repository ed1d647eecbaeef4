# wrong: does not allow the budget itself
# caught by: the thousand units
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = (num_hidden - 1) * (width * width + width)
        return num_inputs * width + width + inner + width * num_classes + num_classes

    width = 1
    while cost(width + 1) < budget_parameters:
        width += 1
    return width
