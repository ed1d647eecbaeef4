# wrong: does not watch the tensors, so the gradients are None
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        logits = x @ W + b
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db
