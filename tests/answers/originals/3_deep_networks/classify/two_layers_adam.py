# published: 96.3 %: 1,024-512 units, Adam 1e-4, keeping 0.9 and 0.7 of the units, a light L2 penalty, 40,000 steps
# here: half as wide, Adam 1e-3, 1,500 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 1500
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dropout(0.1),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(10, kernel_initializer="he_normal"),
    ]
)
optimizer = tf.keras.optimizers.Adam(0.001)
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)
