# wrong: gradient of the sum over the batch
# caught by: loss and gradients
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_sum(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db
