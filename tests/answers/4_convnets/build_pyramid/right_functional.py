# right: functional style, ReLU as layers of their own
def build_pyramid():
    inputs = x = keras.Input((28, 28, 1))
    for _ in range(2):
        x = keras.layers.Conv2D(16, 5, strides=2, padding="same")(x)
        x = keras.layers.Activation("relu")(x)
    x = keras.layers.Reshape((784,))(x)
    x = keras.layers.Dense(64, keras.ops.relu)(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
