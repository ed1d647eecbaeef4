# %% right batch_norm_at_half_size
# strides in the first convolution, then batch norm, no dropout
def train_best(steps):
    layers = [keras.Input((28, 28, 1))]
    for filters, kernel_size, strides in ((32, 5, 2), (48, 3, 1), (64, 3, 2)):
        layers += [
            keras.layers.Conv2D(filters, kernel_size, strides, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
        ]
    layers += [keras.layers.Flatten(), keras.layers.Dense(10)]
    model = keras.Sequential(layers)
    fit(model, steps=steps, learning_rate=0.004, decay=0.01)
    return model

# %% right large_batches
# batches of 128, a higher learning rate, no dropout
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps, learning_rate=0.005, batch_size=128, decay=0.01)
    return model

# %% right subclass
# a class of its own, not built yet, with log-probabilities for logits
class MyNet(keras.Model):
    def __init__(self):
        super().__init__()
        self.body = keras.Sequential([
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(96, activation="relu"),
            keras.layers.Dense(10),
        ])

    def call(self, images):
        return tf.nn.log_softmax(self.body(images))


def train_best(steps):
    model = MyNet()
    fit(model, steps=steps, learning_rate=0.005, batch_size=128, decay=0.01)
    return model

# %% right wide_first_kernels
# two convolutions 5×5 with pooling, a wide dense layer
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps, learning_rate=0.004, decay=0.01)
    return model

# %% wrong dense_net
# a dense network within the cap
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

# %% wrong eleven_logits
# eleven logits, one of them for no letter
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

# %% wrong goes_on_with_one_model
# trains one model of the notebook further in every call
# caught by: a new model, as many steps as asked
def my_network():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(10),
    ])


ours = my_network()
fit(ours, steps=200, learning_rate=0.005, batch_size=128, decay=0.01)


def train_best(steps):
    fit(ours, steps=steps, learning_rate=0.004)
    return ours

# %% wrong learning_rate
# a learning rate a hundred times too high
# caught by: 88 % on the exam
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps, learning_rate=0.4)
    return model

# %% wrong over_the_cap
# 800,000 parameters
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

# %% wrong returns_history
# returns the history in place of the model
# caught by: a model within the cap
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(8, 5, strides=4, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10),
    ])
    return fit(model, steps=steps)

# %% wrong softmax_on_top
# trains on logits and returns a model with softmax on top
# caught by: a model within the cap
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps, learning_rate=0.005, batch_size=128, decay=0.01)
    return keras.Sequential([model, keras.layers.Softmax()])

# %% wrong stops_early
# makes a tenth of the steps, whatever it is asked for
# caught by: 88 % on the exam
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=max(1, steps // 10))
    return model

# %% wrong strided_pyramid
# the pyramid of Part 4, fewer points for less accuracy
# caught by: 94 % on the exam
def train_best(steps):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])
    fit(model, steps=steps, learning_rate=0.0005)
    return model

# %% wrong trained_before
# returns a model that was trained in its own cell, whatever it is asked for
# caught by: a new model, as many steps as asked
def my_network():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(10),
    ])


trained = my_network()
fit(trained, steps=200, learning_rate=0.005, batch_size=128, decay=0.01)


def train_best(steps):
    return trained

# %% wrong untrained
# returns the model before it has learned
# caught by: 88 % on the exam
def train_best(steps):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% [markdown] dressed
# any
#     it returns a network

# %% [markdown] slips
# any
#     each takes ten seconds

# %% wrong goes_on_with_the_same_model
# builds its model in the first call only
# caught by: a new model, as many steps as asked
_best = None


def train_best(steps):
    global _best
    if _best is None:
        layers = [keras.Input((28, 28, 1))]
        for filters, size in ((24, 5), (48, 3), (96, 3)):
            layers += [
                keras.layers.Conv2D(filters, size, padding="same", use_bias=False),
                keras.layers.BatchNormalization(momentum=0.95),
                keras.layers.ReLU(),
                keras.layers.MaxPooling2D(),
            ]
        layers += [
            keras.layers.Flatten(),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10),
        ]
        _best = keras.Sequential(layers)
    fit(_best, steps=steps, learning_rate=0.004, batch_size=128, decay=0.01)
    return _best
