# %% approach five_convolutions
# published: 97.3 %: five 4x4 convolutions from depth 16 to 256 with four poolings, 705-205 units, dropout 0.5, 50,000 steps of 128 and more
# here: four of them, depth 8 to 48, three poolings, 96 units, dropout 0.1, batches of 64
def train_best(steps):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(8, 4, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(16, 4, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 4, padding="same", activation="relu"),
            keras.layers.Conv2D(48, 4, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(96, activation="relu"),
            keras.layers.Dropout(0.1),
            keras.layers.Dense(10),
        ]
    )
    model.compile(keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.004, steps / 4, 0.5)), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rows = np.asarray(glyphs.x_train[: 64 * steps], np.float32)[..., np.newaxis] / 128 - 1
    labels = np.asarray(glyphs.y_train[: 64 * steps])
    model.fit(rows, labels, batch_size=64, verbose=0)
    return model

# %% approach lenet_gradient_descent
# published: 96.0 %: 32-64 convolutions, 1,024 units, dropout 0.5, plain gradient descent 0.05, 20,000 steps of 30
# here: 16-32 convolutions, 100 units, batches of 128, rate 0.1
def train_best(steps):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(100, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(10),
        ]
    )
    model.compile(keras.optimizers.SGD(0.1), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rows = np.asarray(glyphs.x_train[: 128 * steps], np.float32)[..., np.newaxis] / 128 - 1
    labels = np.asarray(glyphs.y_train[: 128 * steps])
    model.fit(rows, labels, batch_size=128, verbose=0)
    return model

# %% approach lenet_momentum
# published: 96.5 %: 16-64 convolutions, dropout 0.5, momentum with decay, 20,000 steps of 64
# here: 16-48 convolutions, 64 units, batches of 128
def train_best(steps):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(48, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10),
        ]
    )
    model.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.05, steps / 4, 0.6), momentum=0.9), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rows = np.asarray(glyphs.x_train[: 128 * steps], np.float32)[..., np.newaxis] / 128 - 1
    labels = np.asarray(glyphs.y_train[: 128 * steps])
    model.fit(rows, labels, batch_size=128, verbose=0)
    return model

# %% approach pooled_pyramid
# published: 90.8 %: the same with 2x2 max pooling in place of strides
# here: as published, as many steps as the test allows
def train_best(steps):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    model.compile(keras.optimizers.SGD(0.05), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rows = np.asarray(glyphs.x_train[: 16 * steps], np.float32)[..., np.newaxis] / 128 - 1
    labels = np.asarray(glyphs.y_train[: 16 * steps])
    model.fit(rows, labels, batch_size=16, verbose=0)
    return model

# %% approach strided_pyramid
# published: 90.0 %: two strided 5x5 convolutions of depth 16, 64 units, SGD 0.05, 1,001 steps of 16 images
# here: as published, as many steps as the test allows
def train_best(steps):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    model.compile(keras.optimizers.SGD(0.05), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rows = np.asarray(glyphs.x_train[: 16 * steps], np.float32)[..., np.newaxis] / 128 - 1
    labels = np.asarray(glyphs.y_train[: 16 * steps])
    model.fit(rows, labels, batch_size=16, verbose=0)
    return model

# %% approach three_dense_layers_adam
# published: 96.6 %: 32-64 convolutions of 5x5, 512-256-64 units, dropout 0.5 after each, Adam 1e-3, 6,000 steps of 128
# here: 16-32 convolutions, 100-64-32 units, dropout 0.2
def train_best(steps):
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(100, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    model.compile(keras.optimizers.Adam(0.002), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    rows = np.asarray(glyphs.x_train[: 128 * steps], np.float32)[..., np.newaxis] / 128 - 1
    labels = np.asarray(glyphs.y_train[: 128 * steps])
    model.fit(rows, labels, batch_size=128, verbose=0)
    return model
