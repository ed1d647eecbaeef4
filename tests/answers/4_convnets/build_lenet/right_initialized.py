# right: He initialization and layers with the names of the paper
def build_lenet():
    he = {"activation": "relu", "kernel_initializer": "he_normal"}
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", name="C1", **he),
        keras.layers.MaxPooling2D(2, name="S2"),
        keras.layers.Conv2D(16, 5, name="C3", **he),
        keras.layers.MaxPooling2D(2, name="S4"),
        keras.layers.Flatten(),
        keras.layers.Dense(120, name="C5", **he),
        keras.layers.Dense(84, name="F6", **he),
        keras.layers.Dense(10, name="output"),
    ])
