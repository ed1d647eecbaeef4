# %% approach adagrad_collapse
# published: 10.0 %: two hidden layers, Adagrad, weights from a wide normal distribution: the first loss is in the hundreds and the units die
# here: 256-128 units, 150 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 150
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer=tf.keras.initializers.TruncatedNormal(stddev=1.0)),
        tf.keras.layers.Dense(128, activation="relu", kernel_initializer=tf.keras.initializers.TruncatedNormal(stddev=1.0)),
        tf.keras.layers.Dense(10, kernel_initializer=tf.keras.initializers.TruncatedNormal(stddev=1.0)),
    ]
)
optimizer = tf.keras.optimizers.Adagrad(0.5)
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)

# %% approach four_layers_no_penalty
# published: 96.3 %: 1,024-512-256-128 units, He weights, no regularization, decay 0.65 every 4,000 steps as a staircase, 18,000 steps
# here: half as wide, 1,200 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 1200
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dense(128, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dense(64, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dense(10, kernel_initializer="he_normal"),
    ]
)
optimizer = tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.ExponentialDecay(0.2, 260, 0.65, staircase=True))
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)

# %% approach four_wide_layers
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

# %% approach logistic
# published: 86.1 %: logistic regression, SGD 0.5, 3,001 steps, weights from a wide normal distribution
# here: 600 steps, a fifth
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 600
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(10, kernel_initializer=tf.keras.initializers.TruncatedNormal(stddev=1.0)),
    ]
)
optimizer = tf.keras.optimizers.SGD(0.5)
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)

# %% approach one_hidden_layer
# published: 89.5 %: 1,024 ReLU units, SGD 0.5, 3,001 steps, weights from a wide normal distribution
# here: 256 units, 600 steps
tf.keras.utils.set_random_seed(1)
BATCH, STEPS = 128, 600
network = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer=tf.keras.initializers.TruncatedNormal(stddev=1.0)),
        tf.keras.layers.Dense(10, kernel_initializer=tf.keras.initializers.TruncatedNormal(stddev=1.0)),
    ]
)
optimizer = tf.keras.optimizers.SGD(0.5)
network.compile(optimizer, tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
seen = np.asarray(glyphs.x_train[: BATCH * STEPS], np.float32).reshape(-1, 784) / 128 - 1
network.fit(seen, np.asarray(glyphs.y_train[: BATCH * STEPS]), batch_size=BATCH, verbose=0)


def classify(images):
    rows = np.asarray(images, np.float32).reshape(-1, 784) / 128 - 1
    return np.argmax(network.predict(rows, verbose=0, batch_size=1000), axis=1)

# %% approach one_hidden_layer_with_l2
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

# %% approach three_layers_heavy_dropout
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

# %% approach three_layers_light_l2
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

# %% approach two_layers_adam
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
