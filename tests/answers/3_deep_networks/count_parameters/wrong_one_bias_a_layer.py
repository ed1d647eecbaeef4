# wrong: one bias for each layer
# caught by: the logistic model
def count_parameters(sizes):
    return sum(m * n + 1 for m, n in zip(sizes[:-1], sizes[1:]))
