# right: functional style, ReLU after pooling
def build_lenet():
    inputs = keras.Input((28, 28, 1))
    x = keras.layers.Conv2D(6, 5, padding="same")(inputs)
    x = keras.layers.ReLU()(keras.layers.MaxPooling2D()(x))
    x = keras.layers.Conv2D(16, 5, padding="valid")(x)
    x = keras.layers.ReLU()(keras.layers.MaxPooling2D()(x))
    x = keras.layers.Flatten()(x)
    for units in (120, 84):
        x = keras.layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs=inputs, outputs=keras.layers.Dense(10)(x))
