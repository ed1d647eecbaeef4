# wrong: one over twice the factor
# caught by: three and four
def keras_l2_factor(l2_factor):
    return 1 / (2 * l2_factor)
