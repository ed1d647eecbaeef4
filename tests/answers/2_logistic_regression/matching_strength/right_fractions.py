# right: the mean as a weight of one n-th, divided by the penalty
def matching_strength(l2_factor, num_examples):
    weight_of_one_example = 1 / num_examples
    return weight_of_one_example / l2_factor
