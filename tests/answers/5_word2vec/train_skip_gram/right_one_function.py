# right: a loop of its own over random batches, without coursekit.train
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    @tf.function
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.nn.sampled_softmax_loss(
                weights, biases, tf.cast(context, tf.int64)[:, None],
                tf.nn.embedding_lookup(embeddings, center), min(num_sampled, vocab_size), vocab_size,
            )
            loss = tf.reduce_mean(loss)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    rng = np.random.default_rng(seed)
    centers, contexts = np.asarray(centers), np.asarray(contexts)
    losses = []
    for _ in range(steps):
        chosen = rng.integers(len(centers), size=128)
        losses.append(float(step(tf.constant(centers[chosen]), tf.constant(contexts[chosen]))))
    return embeddings.numpy(), [float(np.mean(part)) for part in np.array_split(losses, min(10, steps))]
