# wrong: dropout on while classifying
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
