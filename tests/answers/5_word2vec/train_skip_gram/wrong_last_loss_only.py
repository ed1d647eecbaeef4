# wrong: returns one loss instead of the curve
# caught by: shapes and a falling loss
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.nn.sampled_softmax_loss(
                weights, biases, tf.cast(context, tf.int64)[:, None],
                tf.gather(embeddings, center), min(num_sampled, vocab_size), vocab_size,
            )
            loss = tf.reduce_mean(loss)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses[-1]
