# wrong: leaves out the last layer of a deeper network
# caught by: any depth
def count_parameters(sizes):
    pairs = list(zip(sizes[:-1], sizes[1:]))
    return sum(m * n + n for m, n in (pairs[:-1] or pairs))
