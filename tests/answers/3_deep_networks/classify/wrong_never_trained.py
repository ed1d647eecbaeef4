# wrong: uses the initial weights
# caught by: as good as a linear model
set_seed(3)
my_layers = he_layers((784, 256, 10), seed=3)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return np.argmax(network_logits(x, my_layers), axis=1)
