# right: ReLU of the last convolutions taken once, after stacking
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
