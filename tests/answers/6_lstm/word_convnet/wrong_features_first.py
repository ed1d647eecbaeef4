# wrong: features before columns
# caught by: columns of features
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
            layers.Permute((2, 1)),
        ]
    )
