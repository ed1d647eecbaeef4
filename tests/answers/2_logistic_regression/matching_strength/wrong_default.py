# wrong: scikit-learn's default
# caught by: a hundred examples
def matching_strength(l2_factor, num_examples):
    return 1.0
