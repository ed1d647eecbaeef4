# right: a plain loop over batches, momentum by hand
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
