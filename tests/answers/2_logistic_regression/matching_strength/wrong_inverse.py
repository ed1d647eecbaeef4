# wrong: the penalty of the sum, not its inverse
# caught by: any penalty and size
def matching_strength(l2_factor, num_examples):
    return l2_factor * num_examples / 100
