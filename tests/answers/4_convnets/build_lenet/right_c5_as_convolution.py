# right: C5 is a 5×5 convolution on the 5×5 maps, as in the paper
def build_lenet():
    convolve, pool = keras.layers.Conv2D, keras.layers.MaxPooling2D
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        convolve(6, 5, padding="same", activation="relu"),
        pool(2),
        convolve(16, 5, activation="relu"),
        pool(2),
        convolve(120, 5, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])
