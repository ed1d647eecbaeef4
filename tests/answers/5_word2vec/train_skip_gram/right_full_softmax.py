# right: a softmax over the whole vocabulary: slower, and as right
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
            inputs = tf.gather(embeddings, center)
            scores = tf.matmul(inputs, weights, transpose_b=True) + biases
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(context, scores))
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.assign_sub(learning_rate * tf.convert_to_tensor(g))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses
