# right: divides twice
def matching_strength(l2_factor, num_examples):
    penalty_of_the_sum = l2_factor * num_examples
    return penalty_of_the_sum**-1
