# right: the functional interface, the columns as a strided convolution of full height
def word_convnet():
    inputs = keras.Input((24, 96, 1))
    x = keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu")(inputs)
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPool2D(2)(x)
    x = keras.layers.Conv2D(48, 3, padding="same", activation="relu")(x)
    x = keras.layers.Conv2D(64, (6, 1), activation="relu")(x)  # (1, 24, 64)
    return keras.Model(inputs, keras.layers.Reshape((24, 64))(x))
