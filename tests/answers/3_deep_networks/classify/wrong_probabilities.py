# wrong: returns logits instead of labels
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
