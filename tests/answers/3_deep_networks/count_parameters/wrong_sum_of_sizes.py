# wrong: one bias for every unit, inputs too
# caught by: the logistic model
def count_parameters(sizes):
    return sum(m * n for m, n in zip(sizes[:-1], sizes[1:])) + sum(sizes)
