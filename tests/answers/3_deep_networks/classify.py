# %% right exponential_decay
# Adam with exponential decay and larger batches, int8 answers
set_seed(6)
my_layers = he_layers((784, 512, 256, 10), seed=9)
my_variables = list(itertools.chain.from_iterable(my_layers))
my_schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.002, 250, 0.5)
my_optimizer = tf.keras.optimizers.Adam(my_schedule)
my_optimizer.build(my_variables)


def my_step(images, y):
    x = (tf.cast(images, tf.float32) - 128) / 128
    with tf.GradientTape() as tape:
        logits = network_logits(x, my_layers)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))
    my_optimizer.apply(tape.gradient(loss, my_variables), my_variables)
    return loss


my_data = (glyphs.x_train.reshape(-1, 784), glyphs.y_train)
my_run = train(my_step, my_data, steps=1_200, grade_steps=1_200, batch_size=256)


def classify(images):
    logits = network_logits(tf.constant(normalize(images).reshape(-1, 784)), my_layers)
    return np.argmax(logits, axis=1).astype(np.int8)

# %% right keras
# a Keras model with Adam
set_seed(5)
my_model = tf.keras.Sequential(
    [
        tf.keras.Input((784,)),
        tf.keras.layers.Dense(512, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dense(256, activation="relu", kernel_initializer="he_normal"),
        tf.keras.layers.Dense(10),
    ]
)
NUM_STEPS = 1_562
schedule = tf.keras.optimizers.schedules.CosineDecay(1e-3, NUM_STEPS)
my_model.compile(
    tf.keras.optimizers.Adam(schedule),
    tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
my_images = normalize(glyphs.x_train).reshape(-1, 784)
my_model.fit(my_images, np.asarray(glyphs.y_train), batch_size=128, epochs=1, verbose=0)


def classify(images):
    logits = my_model.predict(normalize(images).reshape(-1, 784), verbose=0, batch_size=1000)
    return np.argmax(logits, axis=1)

# %% right plain_loop
# a plain loop over batches, momentum by hand
set_seed(3)
my_layers = he_layers((784, 512, 256, 10), seed=4)
my_variables = list(itertools.chain.from_iterable(my_layers))
my_velocities = [tf.Variable(tf.zeros_like(variable)) for variable in my_variables]
NUM_STEPS = 2_000


@tf.function
def my_step(images, y, rate):
    x = (tf.cast(images, tf.float32) - 128) / 128
    with tf.GradientTape() as tape:
        logits = network_logits(x, my_layers)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))
    gradients = tape.gradient(loss, my_variables)
    for variable, velocity, gradient in zip(my_variables, my_velocities, gradients):
        velocity.assign(0.9 * velocity - rate * gradient)
        variable.assign_add(velocity)


order = np.random.default_rng(0).permutation(len(glyphs.y_train))
my_images, my_labels = glyphs.x_train.reshape(-1, 784), np.asarray(glyphs.y_train)
for i in range(NUM_STEPS):
    rows = np.sort(order[i * 100 : (i + 1) * 100])
    rate = 0.05 * (1 - i / NUM_STEPS)
    my_step(tf.constant(my_images[rows]), tf.constant(my_labels[rows]), tf.constant(rate, tf.float32))


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return tf.argmax(network_logits(x, my_layers), axis=1, output_type=tf.int32).numpy()

# %% right three_hidden
# three hidden layers, no dropout, answers as a list
set_seed(7)
best_layers = he_layers((784, budget(1024, 512), 256, 256, 10), seed=11)
best_variables = list(itertools.chain.from_iterable(best_layers))
NUM_STEPS, DROPPED_PERCENT = budget(6_000, 1_500), budget(20, 0)
schedule = tf.keras.optimizers.schedules.CosineDecay(0.05, NUM_STEPS)
optimizer = tf.keras.optimizers.SGD(schedule, momentum=0.9)
optimizer.build(best_variables)


def best_step(images, y):
    x = (tf.cast(images, tf.float32) - 128) / 128
    with tf.GradientTape() as tape:
        logits = network_logits(x, best_layers)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
        loss = tf.reduce_mean(losses) + l2_penalty(best_layers, 1e-5)
    optimizer.apply(tape.gradient(loss, best_variables), best_variables)
    return loss


best_data = (glyphs.x_train.reshape(-1, 784), glyphs.y_train)
best_run = train(best_step, best_data, steps=NUM_STEPS, grade_steps=NUM_STEPS)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return tf.argmax(network_logits(x, best_layers), axis=1).numpy().tolist()

# %% wrong a_column
# returns a column, one row an image
# caught by: one label an image
my_layers = he_layers((784, 64, 10), seed=3)


def classify(images):
    logits = network_logits(tf.constant(normalize(images).reshape(-1, 784)), my_layers)
    return np.argmax(logits, axis=1)[:, np.newaxis]

# %% wrong drops_when_used
# dropout on while classifying
# caught by: the same answer twice
set_seed(3)
my_layers = he_layers((784, 512, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.1),
    (x_train, y_train),
    steps=300,
    grade_steps=300,
)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(dropout_logits(x, my_layers, 0.5, True), axis=1)

# %% wrong few_letters
# one hidden layer on 512 letters
# caught by: as good as one hidden layer
set_seed(3)
my_layers = he_layers((784, 512, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.1),
    (x_train[:512], y_train[:512]),
    steps=300,
    grade_steps=300,
)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(network_logits(x, my_layers), axis=1)

# %% wrong letters_as_text
# answers with letters in place of numbers
# caught by: one label an image
def classify(images):
    return np.array(["ABCDEFGHIJ"[int(image.mean()) % 10] for image in images])

# %% wrong linear
# logistic regression
# caught by: as good as one hidden layer
set_seed(3)
my_layers = he_layers((784, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.02),
    (x_train, y_train),
    steps=1500,
    grade_steps=1500,
)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(network_logits(x, my_layers), axis=1)

# %% wrong never_trained
# uses the initial weights
# caught by: as good as a linear model
set_seed(3)
my_layers = he_layers((784, 256, 10), seed=3)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(network_logits(x, my_layers), axis=1)

# %% wrong not_normalized
# forgets to normalize when it classifies
# caught by: as good as a linear model
set_seed(3)
my_layers = he_layers((784, 512, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.1),
    (x_train, y_train),
    steps=300,
    grade_steps=300,
)


def classify(images):
    x = tf.constant(np.asarray(images, np.float32).reshape(-1, 784) - 255)
    return np.argmax(network_logits(x, my_layers), axis=1)

# %% wrong one_letter
# answers A for every image
# caught by: the same answer twice
def classify(images):
    return np.zeros(len(images), int)

# %% wrong one_plain_layer
# one hidden layer, plain steps, no decay
# caught by: an excellent network
set_seed(3)
my_layers = he_layers((784, 512, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.1),
    (x_train, y_train),
    steps=1500,
    grade_steps=1500,
)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(network_logits(x, my_layers), axis=1)

# %% wrong probabilities
# returns logits instead of labels
# caught by: one label an image
set_seed(3)
my_layers = he_layers((784, 512, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.1),
    (x_train, y_train),
    steps=50,
    grade_steps=50,
)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return network_logits(x, my_layers).numpy()

# %% wrong small_and_short
# a small network, 600 steps
# caught by: a good network
set_seed(3)
my_layers = he_layers((784, 64, 10), seed=3)
my_run = train(
    make_step(my_layers, 0.05),
    (x_train, y_train),
    steps=500,
    grade_steps=500,
)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(network_logits(x, my_layers), axis=1)

# %% [markdown] dressed
# any
#     ten seconds each, and its cases read the labels by np.asarray alone

# %% [markdown] slips
# any
#     each takes ten seconds
