# wrong: ignores the given ends
# caught by: any depth and ends
def width_for_budget(num_hidden, budget_parameters, num_inputs=784, num_classes=10):
    def cost(width):
        inner = (num_hidden - 1) * (width * width + width)
        return 784 * width + width + inner + width * 10 + 10

    width = 1
    while cost(width + 1) <= budget_parameters:
        width += 1
    return width
