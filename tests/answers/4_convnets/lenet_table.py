# %% right asks_keras
# reads shapes and parameters from a Keras model built here
lenet_table = []
_model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(6, 5, padding="same", name="C1"),
    keras.layers.MaxPooling2D(name="S2"),
    keras.layers.Conv2D(16, 5, name="C3"),
    keras.layers.MaxPooling2D(name="S4"),
    keras.layers.Flatten(name="flat"),
    keras.layers.Dense(120, name="C5"),
    keras.layers.Dense(84, name="F6"),
    keras.layers.Dense(10, name="output"),
])
for _layer in _model.layers:
    _shape = tuple(_layer.output.shape[1:])
    _stops = _shape[0] * _shape[1] if len(_shape) == 3 else 1
    _work = _stops * int(np.prod(_layer.kernel.shape)) if _layer.weights else 0
    if _layer.name != "flat":
        lenet_table.append((_layer.name, _shape, _layer.count_params(), _work))

# %% right c5_as_map
# C5 as a map of 1×1, lists in place of tuples
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_416, 240_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", [1, 1, 120], 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]

# %% right computed
# computed with the functions of Part 2
lenet_table = []
for name, side, depth, kernel_size, channels_in in (
    ("C1", 28, 6, 5, 1), ("S2", 14, 6, 0, 0), ("C3", 10, 16, 5, 6), ("S4", 5, 16, 0, 0), ("C5", 1, 120, 5, 16)
):
    parameters = conv_parameters(kernel_size, channels_in, depth) if kernel_size else 0
    work = side**2 * kernel_size**2 * channels_in * depth
    lenet_table.append((name, (side, side, depth), parameters, work))
for name, inputs, units in (("F6", 120, 84), ("output", 84, 10)):
    lenet_table.append((name, (units,), dense_parameters(inputs, units), inputs * units))

# %% right tuple_of_lists
# lists inside a tuple, NumPy shapes, float counts
lenet_table = (
    ["C1", np.array([28, 28, 6]), 156.0, 28**2 * 150.0],
    ["S2", np.array([14, 14, 6]), 0.0, 0.0],
    ["C3", np.array([10, 10, 16]), 2416.0, 10**2 * 2400.0],
    ["S4", np.array([5, 5, 16]), 0.0, 0.0],
    ["C5", np.array([120]), 48120.0, 48000.0],
    ["F6", np.array([84]), 10164.0, 10080.0],
    ["output", np.array([10]), 850.0, 840.0],
)

# %% wrong counts_biases
# the multiply-adds count the biases too
# caught by: multiply-adds
lenet_table = [
    ("C1", (28, 28, 6), 156, 28 * 28 * 156),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_416, 10 * 10 * 2_416),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_120),
    ("F6", (84,), 10_164, 10_164),
    ("output", (10,), 850, 850),
]

# %% wrong flat_kernels
# kernels of C3 on a single map
# caught by: multiply-adds
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_416, 40_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]

# %% wrong no_biases
# the parameter counts leave the biases out
# caught by: parameter counts
lenet_table = [
    ("C1", (28, 28, 6), 150, 28 * 28 * 25 * 6),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_400, 10 * 10 * 25 * 6 * 16),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_000, 400 * 120),
    ("F6", (84,), 10_080, 120 * 84),
    ("output", (10,), 840, 84 * 10),
]

# %% wrong only_the_stub
# the two rows that the stub gives
# caught by: multiply-adds
lenet_table = [
    ("C1", (28, 28, 6), 156, 28 * 28 * 25 * 6),
    ("S2", (14, 14, 6), 0, 0),
]

# %% wrong pooling_drops_depth
# forgets the depth of S2
# caught by: shapes
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("S2", (14, 14), 0, 0),
    ("C3", (10, 10, 16), 2_416, 240_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]

# %% wrong row_missing
# leaves S2 out
# caught by: seven rows of four
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("C3", (10, 10, 16), 2_416, 240_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]

# %% wrong same_padding_in_c3
# takes C3 for 14×14
# caught by: shapes
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (14, 14, 16), 2_416, 240_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]

# %% wrong sparse_c3
# the 1,516 parameters of the paper's sparse C3
# caught by: parameter counts
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 1_516, 240_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]

# %% wrong squared_once
# counts a row of stops in place of all of them
# caught by: multiply-adds
lenet_table = [
    ("C1", (28, 28, 6), 156, 28 * 28 * 25 * 6),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_416, 10 * 25 * 6 * 16),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 400 * 120),
    ("F6", (84,), 10_164, 120 * 84),
    ("output", (10,), 850, 84 * 10),
]

# %% wrong without_positions
# multiply-adds without the number of stops
# caught by: multiply-adds
lenet_table = [
    ("C1", (28, 28, 6), 156, 150),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_416, 2_400),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]
