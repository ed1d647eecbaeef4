# wrong: turns targets into labels
# caught by: soft targets
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.argmax(targets, axis=1), logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db
