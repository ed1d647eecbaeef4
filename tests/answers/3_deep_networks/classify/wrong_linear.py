# wrong: logistic regression
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
