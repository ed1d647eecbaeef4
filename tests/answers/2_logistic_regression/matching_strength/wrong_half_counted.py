# wrong: takes our half for a difference between the two
# caught by: a hundred examples
def matching_strength(l2_factor, num_examples):
    return 2 / (l2_factor * num_examples)
