# right: the three formulas in TensorFlow, no tape
def tape_gradients(x, targets, W, b):
    logits = x @ W + b
    n = tf.cast(tf.shape(x)[0], tf.float32)
    error = (tf.nn.softmax(logits) - targets) / n
    loss = -tf.reduce_sum(targets * tf.nn.log_softmax(logits)) / n
    return loss, tf.transpose(x) @ error, tf.reduce_sum(error, axis=0)
