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
