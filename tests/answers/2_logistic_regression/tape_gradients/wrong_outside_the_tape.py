# wrong: computes the loss after the tape has stopped
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
    losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
    loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db
