# right: builds the branches backwards, stacks them in order
def build_inception(shape, widths):
    convolve = keras.layers.Conv2D
    x = keras.Input(shape)
    five = convolve(widths[5], 5, padding="same", activation="relu")(convolve(widths[4], 1, activation="relu")(x))
    three = convolve(widths[3], 3, padding="same", activation="relu")(convolve(widths[2], 1, activation="relu")(x))
    one = convolve(widths[1], 1, activation="relu")(x)
    pool = keras.layers.AveragePooling2D(3, 1, "same")(x)
    pool = convolve(widths[0], 1, activation="relu")(pool)
    return keras.Model(x, keras.ops.concatenate([pool, one, three, five], axis=-1))
