# wrong: takes all hidden layers to be as wide as the first
# caught by: any depth
def count_parameters(sizes):
    if len(sizes) == 2:
        return sizes[0] * sizes[1] + sizes[1]
    inputs, width, classes = sizes[0], sizes[1], sizes[-1]
    inner = (len(sizes) - 3) * (width * width + width)
    return inputs * width + width + inner + width * classes + classes
