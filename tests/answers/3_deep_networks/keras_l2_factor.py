# %% right fraction
# divided by the number 2.0 in float32
def keras_l2_factor(l2_factor):
    return np.float32(l2_factor) / np.float32(2.0)

# %% right half
# times one half
def keras_l2_factor(l2_factor):
    return 0.5 * l2_factor

# %% right measured
# measures both penalties of one weight
def keras_l2_factor(l2_factor):
    one = tf.ones((1, 1))
    ours = l2_factor * float(tf.nn.l2_loss(one))
    return ours / float(tf.keras.regularizers.L2(1.0)(one))

# %% right tensorflow
# the penalty of a weight whose square is 1, by TensorFlow
def keras_l2_factor(l2_factor):
    return float(l2_factor * tf.nn.l2_loss(tf.constant([1.0])))

# %% wrong constant
# a constant that fits one example
# caught by: any weights
def keras_l2_factor(l2_factor):
    return 0.05

# %% wrong doubled
# twice instead of half
# caught by: three and four
def keras_l2_factor(l2_factor):
    return l2_factor * 2

# %% wrong inverse
# one over twice the factor
# caught by: three and four
def keras_l2_factor(l2_factor):
    return 1 / (2 * l2_factor)

# %% wrong quarter
# halves twice
# caught by: three and four
def keras_l2_factor(l2_factor):
    return l2_factor / 4

# %% wrong root
# the square root
# caught by: any weights
def keras_l2_factor(l2_factor):
    return l2_factor**0.5 / 2

# %% wrong same
# the same number
# caught by: three and four
def keras_l2_factor(l2_factor):
    return l2_factor

# %% wrong squared
# squares the factor
# caught by: three and four
def keras_l2_factor(l2_factor):
    return l2_factor**2

# %% wrong whole_division
# whole-number division, which gives 0
# caught by: three and four
def keras_l2_factor(l2_factor):
    return l2_factor // 2

# %% wrong never_below_a_thousandth
# raises small factors
# caught by: any weights
def keras_l2_factor(l2_factor):
    return max(l2_factor, 1e-3) / 2

