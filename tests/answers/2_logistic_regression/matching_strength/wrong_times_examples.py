# wrong: multiplies by the examples instead of dividing
# caught by: a hundred examples
def matching_strength(l2_factor, num_examples):
    return num_examples / l2_factor
