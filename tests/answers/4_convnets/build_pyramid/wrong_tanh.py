# wrong: tanh in place of ReLU
# caught by: layer for layer
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="tanh"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="tanh"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="tanh"),
        keras.layers.Dense(10),
    ])
