# wrong: tanh as in the paper, against the statement
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="tanh"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="tanh"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="tanh"),
        keras.layers.Dense(84, activation="tanh"),
        keras.layers.Dense(10),
    ])
