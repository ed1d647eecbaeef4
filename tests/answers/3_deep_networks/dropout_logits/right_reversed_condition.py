# right: goes through the layers, the last one apart, dropout by a mask of its own
def dropout_logits(x, layers, rate, training):
    def thin(hidden):
        keep = tf.cast(tf.random.uniform(tf.shape(hidden)) >= rate, tf.float32)
        return hidden * keep / (1 - rate) if training else hidden

    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        x = thin(tf.nn.relu(tf.nn.bias_add(x @ W, b)))
        W, b = next_W, next_b
    return tf.nn.bias_add(x @ W, b)
