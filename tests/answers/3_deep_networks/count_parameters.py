# %% right keras
# builds the network and lets Keras count
def count_parameters(sizes):
    layers = [tf.keras.layers.Dense(size) for size in sizes[1:]]
    return tf.keras.Sequential([tf.keras.Input((sizes[0],)), *layers]).count_params()

# %% right loop
# a loop with indices
def count_parameters(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i] * (sizes[i - 1] + 1)
    return total

# %% right numpy
# dot product of neighbors
def count_parameters(sizes):
    sizes = np.array(sizes)
    return int(np.dot(sizes[:-1] + 1, sizes[1:]))

# %% right pairwise
# itertools.pairwise
def count_parameters(sizes):
    return sum((inputs + 1) * outputs for inputs, outputs in itertools.pairwise(sizes))

# %% wrong bias_per_input
# one bias per input
# caught by: a single layer
def count_parameters(sizes):
    return sum(m * n + m for m, n in zip(sizes[:-1], sizes[1:]))

# %% wrong ends_only
# counts only first and last layer
# caught by: any depth
def count_parameters(sizes):
    return sizes[0] * sizes[1] + sizes[1] + (sizes[-2] * sizes[-1] + sizes[-1] if len(sizes) > 2 else 0)

# %% wrong equal_widths
# takes all hidden layers to be as wide as the first
# caught by: any depth
def count_parameters(sizes):
    if len(sizes) == 2:
        return sizes[0] * sizes[1] + sizes[1]
    inputs, width, classes = sizes[0], sizes[1], sizes[-1]
    inner = (len(sizes) - 3) * (width * width + width)
    return inputs * width + width + inner + width * classes + classes

# %% wrong found_by_value
# looks a size up by its value, so equal sizes are mixed up
# caught by: any depth
def count_parameters(sizes):
    total = 0
    for m in sizes[:-1]:
        n = sizes[sizes.index(m) + 1]
        total += m * n + n
    return total

# %% wrong no_biases
# forgets the biases
# caught by: a single layer
def count_parameters(sizes):
    return sum(m * n for m, n in zip(sizes[:-1], sizes[1:]))

# %% wrong one_bias_a_layer
# one bias for each layer
# caught by: a single layer
def count_parameters(sizes):
    return sum(m * n + 1 for m, n in zip(sizes[:-1], sizes[1:]))

# %% wrong one_layer_example
# the docstring's example, written down
# caught by: a single layer
def count_parameters(sizes):
    return 7850

# %% wrong output_layer_forgotten
# leaves out the last layer of a deeper network
# caught by: any depth
def count_parameters(sizes):
    pairs = list(zip(sizes[:-1], sizes[1:]))
    return sum(m * n + n for m, n in (pairs[:-1] or pairs))

# %% wrong product_of_all
# multiplies all sizes
# caught by: any depth
def count_parameters(sizes):
    return math.prod(sizes) + sum(sizes[1:])

# %% wrong sum_of_sizes
# one bias for every unit, inputs too
# caught by: a single layer
def count_parameters(sizes):
    return sum(m * n for m, n in zip(sizes[:-1], sizes[1:])) + sum(sizes)

# %% wrong takes_from_the_list
# takes the sizes out of the caller's list
# caught by: any depth
def count_parameters(sizes):
    total = 0
    while len(sizes) > 1:
        m = sizes.pop(0)
        total += m * sizes[0] + sizes[0]
    return total

# %% [markdown] equivalent
# return sum((m * n + n for m, n in zip(sizes[:-1], sizes[1:])))  ->  return sum((m * n + n for m, n in zip(sizes[:], sizes[1:])))
#     zip ends with the shorter list
