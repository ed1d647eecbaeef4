# wrong: the reducing 1×1 convolutions have no ReLU
# caught by: every branch computes its part
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
