# right: pools first and then takes ReLU, which gives the same numbers
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same"),
        keras.layers.MaxPooling2D(2),
        keras.layers.ReLU(),
        keras.layers.Conv2D(16, 5, padding="same"),
        keras.layers.MaxPooling2D(2),
        keras.layers.ReLU(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])
