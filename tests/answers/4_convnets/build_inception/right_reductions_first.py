# right: ReLU taken by itself after each convolution, reductions first
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
