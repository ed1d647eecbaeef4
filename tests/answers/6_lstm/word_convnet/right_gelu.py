# right: another activation, and no activation at the end
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="gelu"),
            layers.Conv2D(32, 3, padding="same", activation="gelu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="gelu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, 6 * 64)),
            layers.Dense(64),
        ]
    )
