# wrong: forgets the penalty
# caught by: a hundred examples
def matching_strength(l2_factor, num_examples):
    return 1 / num_examples
