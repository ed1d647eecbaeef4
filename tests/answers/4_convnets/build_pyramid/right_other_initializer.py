# right: He initialization
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, 2, "same", activation="relu", kernel_initializer="he_normal"),
        keras.layers.Conv2D(16, 5, 2, "same", activation="relu", kernel_initializer="he_normal"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])
