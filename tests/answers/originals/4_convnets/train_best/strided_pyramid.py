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
