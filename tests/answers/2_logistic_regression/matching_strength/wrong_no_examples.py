# wrong: forgets that scikit-learn sums over examples
# caught by: a hundred examples
def matching_strength(l2_factor, num_examples):
    return 1 / l2_factor
