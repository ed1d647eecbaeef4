# wrong: eleven logits, one of them for no letter
# caught by: a model within the cap
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(8, 5, strides=4, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(11),
    ])
    fit(model, steps=steps)
    return model
