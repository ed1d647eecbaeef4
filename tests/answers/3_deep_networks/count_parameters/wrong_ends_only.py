# wrong: counts only first and last layer
# caught by: any depth
def count_parameters(sizes):
    return sizes[0] * sizes[1] + sizes[1] + (sizes[-2] * sizes[-1] + sizes[-1] if len(sizes) > 2 else 0)
