# wrong: 800,000 parameters
# caught by: a model within the cap
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Flatten(),
        keras.layers.Dense(1024, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps)
    return model
