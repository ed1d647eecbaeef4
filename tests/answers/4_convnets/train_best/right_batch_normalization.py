# right: strides, batch normalization and batches of 128
def train_best(steps):
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64, 96):
        model.add(keras.layers.Conv2D(filters, 3, padding="same", use_bias=False))
        model.add(keras.layers.MaxPooling2D())
        model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(96, activation="relu"))
    model.add(keras.layers.Dense(10))
    fit(model, steps=steps, learning_rate=0.004, batch_size=96)
    return model
