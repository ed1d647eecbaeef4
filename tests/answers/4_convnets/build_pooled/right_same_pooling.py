# right: pools with same padding, which changes nothing on 28 and 14 pixels
def build_pooled():
    x = inputs = keras.Input((28, 28, 1))
    for name in ("low", "high"):
        x = keras.layers.Conv2D(16, 5, padding="same", activation="relu", name=name)(x)
        x = keras.layers.MaxPooling2D(padding="same")(x)
    x = keras.layers.Dense(64, activation="relu")(keras.layers.Flatten()(x))
    return keras.Model(inputs, keras.layers.Dense(10)(x))
