# wrong: multiplies all sizes
# caught by: any depth
def count_parameters(sizes):
    return math.prod(sizes) + sum(sizes[1:])
