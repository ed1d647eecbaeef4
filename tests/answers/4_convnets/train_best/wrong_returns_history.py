# wrong: returns the history in place of the model
# caught by: a model within the cap
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(8, 5, strides=4, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10),
    ])
    return fit(model, steps=steps)
