# right: spells every argument out, pools with MaxPool2D
def build_pooled():
    model = keras.models.Sequential()
    model.add(keras.layers.InputLayer(shape=(28, 28, 1)))
    for _ in range(2):
        model.add(keras.layers.Conv2D(16, (5, 5), strides=(1, 1), padding="same", activation="relu"))
        model.add(keras.layers.MaxPool2D(pool_size=(2, 2), strides=(2, 2), padding="valid"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(units=64, activation="relu"))
    model.add(keras.layers.Dense(units=10, activation=None))
    return model
