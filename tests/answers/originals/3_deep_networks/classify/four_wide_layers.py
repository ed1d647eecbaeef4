# published: 96.5 %: 2,048-1,024-1,024-1,024 units, He weights, L2 1e-5, dropout 0.5 after the last, decay 0.95 every 1,000 steps, 30,000 steps
# here: a quarter as wide, 1,500 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 1500
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.000005)),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.000005)),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.000005)),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.000005)),
        tf.keras.layers.Dropout(0.5),
        tf.keras.layers.Dense(10, kernel_initializer="he_normal"),
    ]
)
optimizer = tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.ExponentialDecay(0.3, 50, 0.93))
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)
