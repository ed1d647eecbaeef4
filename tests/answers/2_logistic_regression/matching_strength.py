# %% right fractions
# the mean as a weight of one n-th, divided by the penalty
def matching_strength(l2_factor, num_examples):
    weight_of_one_example = 1 / num_examples
    return weight_of_one_example / l2_factor

# %% right numpy
# NumPy float32
def matching_strength(l2_factor, num_examples):
    return np.float32(1.0) / np.float32(l2_factor) / np.float32(num_examples)

# %% right tensorflow
# TensorFlow's reciprocal, in float64
def matching_strength(l2_factor, num_examples):
    penalty_of_the_sum = tf.multiply(tf.cast(l2_factor, tf.float64), num_examples)
    return float(tf.math.reciprocal(penalty_of_the_sum))

# %% right two_steps
# divides twice
def matching_strength(l2_factor, num_examples):
    penalty_of_the_sum = l2_factor * num_examples
    return penalty_of_the_sum**-1

# %% wrong default
# scikit-learn's default
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1.0

# %% wrong factor_two
# a factor 2 for the halves, which are on both sides
# caught by: the two minima coincide
def matching_strength(l2_factor, num_examples):
    return 1 / (2 * l2_factor * num_examples)

# %% wrong half_counted
# takes our half for a difference between the two
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 2 / (l2_factor * num_examples)

# %% wrong inverse
# the penalty of the sum, not its inverse
# caught by: any penalty and size
def matching_strength(l2_factor, num_examples):
    return l2_factor * num_examples / 100

# %% wrong no_examples
# forgets that scikit-learn sums over examples
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1 / l2_factor

# %% wrong only_examples
# forgets the penalty
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1 / num_examples

# %% wrong penalty_itself
# takes C for the penalty
# caught by: any penalty and size
def matching_strength(l2_factor, num_examples):
    return l2_factor

# %% wrong times_examples
# multiplies by the examples instead of dividing
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return num_examples / l2_factor

# %% right keras_ops
# the mean loss divided by its penalty, as one fraction of logarithms
def matching_strength(l2_factor, num_examples):
    return math.exp(-math.log(l2_factor) - math.log(num_examples))

# %% wrong hundred_examples
# takes n from the example
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1 / (100 * l2_factor)

# %% wrong whole_division
# divides as whole numbers do
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1 // (l2_factor * num_examples)

# %% wrong root_of_examples
# divides by the root of the number of examples
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1 / (l2_factor * num_examples**0.5)

# %% wrong half
# counts our half, which scikit-learn has too
# caught by: two small examples
def matching_strength(l2_factor, num_examples):
    return 1 / (l2_factor / 2 * num_examples)
