# right: pads to 32×32 as the paper does, then only valid convolutions
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.ZeroPadding2D(2),
        keras.layers.Conv2D(6, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])
