# wrong: a dense network within the cap
# caught by: 94 % on the exam
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Flatten(),
        keras.layers.Dense(240, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps)
    return model
