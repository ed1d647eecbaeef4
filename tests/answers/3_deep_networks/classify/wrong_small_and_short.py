# wrong: a small network, 600 steps
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
