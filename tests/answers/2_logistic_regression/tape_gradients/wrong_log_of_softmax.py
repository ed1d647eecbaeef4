# wrong: takes the log of a softmax, which underflows
# caught by: sure and wrong
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = -tf.reduce_sum(targets * tf.math.log(tf.nn.softmax(logits)), axis=1)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db
