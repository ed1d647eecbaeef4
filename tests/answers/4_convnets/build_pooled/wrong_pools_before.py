# wrong: pools before the convolutions
# caught by: pooled layer for layer
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])
