# published: 93.0 %: 1,024 ReLU units with an L2 penalty of 1e-3, SGD
# here: 512 units, 400 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 400
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.0005)),
        tf.keras.layers.Dense(10, kernel_initializer="he_normal", kernel_regularizer=tf.keras.regularizers.L2(0.0005)),
    ]
)
optimizer = tf.keras.optimizers.SGD(0.3)
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)
