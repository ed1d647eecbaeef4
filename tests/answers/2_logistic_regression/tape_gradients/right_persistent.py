# right: a variable copy and two calls to a persistent tape
def tape_gradients(x, targets, W, b):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(W)
        tape.watch(b)
        logs = tf.nn.log_softmax(tf.matmul(x, W) + b)
        loss = -tf.reduce_sum(targets * logs) / tf.cast(len(x), tf.float32)
    return loss, tape.gradient(loss, W), tape.gradient(loss, b)
