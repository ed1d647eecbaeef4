# right: layers added one by one, the input shape given late
def build_pyramid():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    for _ in range(2):
        model.add(keras.layers.Conv2D(16, (5, 5), (2, 2), "same"))
        model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Reshape((784,)))
    model.add(keras.layers.Dense(64, tf.nn.relu))
    model.add(keras.layers.Dense(10, activation="linear"))
    return model
