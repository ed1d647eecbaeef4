# wrong: one bias per input
# caught by: the logistic model
def count_parameters(sizes):
    return sum(m * n + m for m, n in zip(sizes[:-1], sizes[1:]))
