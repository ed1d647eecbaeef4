# published: 95.1 %: 1,024-512-60 units, dropout 0.5 after each, batches of 256, SGD with decay 0.9 every 1,000 steps
# here: half as wide, 700 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 256, 700
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dropout(0.5),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dropout(0.5),
        tf.keras.layers.Dense(60, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dropout(0.5),
        tf.keras.layers.Dense(10, kernel_initializer="he_normal"),
    ]
)
optimizer = tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.ExponentialDecay(0.3, 35, 0.95))
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)
