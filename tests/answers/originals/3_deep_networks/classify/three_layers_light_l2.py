# published: 96.2 %: 1,024-600-200 units, L2 1e-4, keeping 0.6 and 0.7 of the units, SGD with decay
# here: half as wide, 1,000 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 1000
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.00005)),
        tf.keras.layers.Dropout(0.4),
        tf.keras.layers.Dense(300, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.00005)),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(100, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.00005)),
        tf.keras.layers.Dense(10, kernel_initializer="he_normal"),
    ]
)
optimizer = tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.ExponentialDecay(0.3, 100, 0.8))
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)
