# right: a Keras optimizer
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    optimizer = tf.keras.optimizers.SGD(learning_rate)
    optimizer.build(variables)
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses
