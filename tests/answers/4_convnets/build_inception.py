# %% right one_relu_at_the_end
# ReLU of the last convolutions taken once, after stacking
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size, activation=None):
        return keras.layers.Conv2D(filters, kernel_size, padding="same", activation=activation)(maps)

    x = keras.Input(shape)
    branches = [
        convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), widths[0], 1),
        convolve(x, widths[1], 1),
        convolve(convolve(x, widths[2], 1, "relu"), widths[3], 3),
        convolve(convolve(x, widths[4], 1, "relu"), widths[5], 5),
    ]
    return keras.Model(x, keras.layers.ReLU()(keras.layers.Concatenate(axis=3)(branches)))

# %% right other_creation_order
# builds the branches backwards, stacks them in order
def build_inception(shape, widths):
    convolve = keras.layers.Conv2D
    x = keras.Input(shape)
    five = convolve(widths[5], 5, padding="same", activation="relu")(convolve(widths[4], 1, activation="relu")(x))
    three = convolve(widths[3], 3, padding="same", activation="relu")(convolve(widths[2], 1, activation="relu")(x))
    one = convolve(widths[1], 1, activation="relu")(x)
    pool = keras.layers.AveragePooling2D(3, 1, "same")(x)
    pool = convolve(widths[0], 1, activation="relu")(pool)
    return keras.Model(x, keras.ops.concatenate([pool, one, three, five], axis=-1))

# %% right reductions_first
# ReLU taken by itself after each convolution, reductions first
def build_inception(shape, widths):
    relu = keras.activations.relu
    x = keras.Input(shape=shape)
    reduced_3 = relu(keras.layers.Conv2D(widths[2], (1, 1))(x))
    reduced_5 = relu(keras.layers.Conv2D(widths[4], (1, 1))(x))
    mean = keras.layers.AvgPool2D(pool_size=3, strides=1, padding="same")(x)
    stacked = keras.layers.concatenate([
        relu(keras.layers.Conv2D(widths[0], (1, 1))(mean)),
        relu(keras.layers.Conv2D(widths[1], (1, 1))(x)),
        relu(keras.layers.Conv2D(widths[3], (3, 3), padding="same")(reduced_3)),
        relu(keras.layers.Conv2D(widths[5], (5, 5), padding="same")(reduced_5)),
    ])
    return keras.Model(inputs=x, outputs=stacked)

# %% right tuple_of_small_models
# each branch is a small Sequential model
def build_inception(shape, widths):
    def branch(*layers):
        return keras.Sequential([keras.Input(shape), *layers])

    def conv(filters, size):
        return keras.layers.Conv2D(filters, size, padding="same", activation="relu")

    pool, one, few_3, three, few_5, five = widths
    branches = [
        branch(keras.layers.AveragePooling2D(3, 1, "same"), conv(pool, 1)),
        branch(conv(one, 1)),
        branch(conv(few_3, 1), conv(three, 3)),
        branch(conv(few_5, 1), conv(five, 5)),
    ]
    x = keras.Input(shape)
    return keras.Model(x, keras.ops.concatenate([b(x) for b in branches], axis=-1))

# %% wrong adds_branches
# stacks along the batch, not the channels
# caught by: branches stack up
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu")
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(convolve(x, r3, 1), n3, 3)
    d = convolve(convolve(x, r5, 1), n5, 5)
    return keras.Model(x, keras.layers.Concatenate(axis=1)([a, b, c, d]))

# %% wrong linear_reductions
# the reducing 1×1 convolutions have no ReLU
# caught by: the branches without pooling
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu")
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(keras.layers.Conv2D(r3, 1)(x), n3, 3)
    d = convolve(keras.layers.Conv2D(r5, 1)(x), n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([a, b, c, d]))

# %% wrong max_pooling
# max pooling in the pool branch
# caught by: the branch with pooling
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu")
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.MaxPooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(convolve(x, r3, 1), n3, 3)
    d = convolve(convolve(x, r5, 1), n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([a, b, c, d]))

# %% wrong no_bias
# leaves the biases out
# caught by: number of parameters
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu", use_bias=False)
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(convolve(x, r3, 1), n3, 3)
    d = convolve(convolve(x, r5, 1), n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([a, b, c, d]))

# %% wrong no_reduction
# the large kernels read the whole input
# caught by: number of parameters
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu")
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(x, n3, 3)
    d = convolve(x, n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([a, b, c, d]))

# %% wrong no_relu
# no activations at all
# caught by: the branches without pooling
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation=None)
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(convolve(x, r3, 1), n3, 3)
    d = convolve(convolve(x, r5, 1), n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([a, b, c, d]))

# %% wrong order
# one before pool
# caught by: in the agreed order
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu")
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = convolve(keras.layers.AveragePooling2D(3, strides=1, padding="same")(x), p, 1)
    b = convolve(x, one, 1)
    c = convolve(convolve(x, r3, 1), n3, 3)
    d = convolve(convolve(x, r5, 1), n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([b, a, c, d]))

# %% wrong order_of_kernel_sizes
# stacks one, three, five and then pool
# caught by: in the agreed order
def build_inception(shape, widths):
    def convolve(inputs, filters, kernel_size, **options):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu", **options)
        return layer(inputs)

    inputs = keras.Input(shape)
    pooled_maps = keras.layers.AveragePooling2D(3, strides=1, padding="same")(inputs)
    branches = [
        convolve(inputs, widths[1], 1),
        convolve(convolve(inputs, widths[2], 1), widths[3], 3),
        convolve(convolve(inputs, widths[4], 1), widths[5], 5),
        convolve(pooled_maps, widths[0], 1),
    ]
    return keras.Model(inputs, keras.layers.Concatenate()(branches))

# %% wrong pool_after
# pools after the 1×1
# caught by: the branch with pooling
def build_inception(shape, widths):
    def convolve(maps, filters, kernel_size):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu")
        return layer(maps)

    p, one, r3, n3, r5, n5 = widths
    x = keras.Input(shape)
    a = keras.layers.AveragePooling2D(3, strides=1, padding="same")(convolve(x, p, 1))
    b = convolve(x, one, 1)
    c = convolve(convolve(x, r3, 1), n3, 3)
    d = convolve(convolve(x, r5, 1), n5, 5)
    return keras.Model(x, keras.layers.Concatenate()([a, b, c, d]))

# %% wrong twice_three
# a 3×3 convolution in place of the 5×5
# caught by: number of parameters
def build_inception(shape, widths):
    def convolve(inputs, filters, kernel_size, **options):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu", **options)
        return layer(inputs)

    inputs = keras.Input(shape)
    pooled_maps = keras.layers.AveragePooling2D(3, strides=1, padding="same")(inputs)
    branches = [
        convolve(pooled_maps, widths[0], 1),
        convolve(inputs, widths[1], 1),
        convolve(convolve(inputs, widths[2], 1), widths[3], 3),
        convolve(convolve(inputs, widths[4], 1), widths[5], 3),
    ]
    return keras.Model(inputs, keras.layers.Concatenate()(branches))

# %% wrong widths_in_pairs
# takes the widths for the first convolutions and then the second
# caught by: branches stack up
def build_inception(shape, widths):
    def convolve(inputs, filters, kernel_size, **options):
        layer = keras.layers.Conv2D(filters, kernel_size, padding="same", activation="relu", **options)
        return layer(inputs)

    inputs = keras.Input(shape)
    pooled_maps = keras.layers.AveragePooling2D(3, strides=1, padding="same")(inputs)
    branches = [
        convolve(pooled_maps, widths[0], 1),
        convolve(inputs, widths[1], 1),
        convolve(convolve(inputs, widths[2], 1), widths[4], 3),
        convolve(convolve(inputs, widths[3], 1), widths[5], 5),
    ]
    return keras.Model(inputs, keras.layers.Concatenate()(branches))
