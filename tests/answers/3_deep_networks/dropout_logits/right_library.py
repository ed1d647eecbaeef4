# right: tf.nn.dropout, counting layers
def dropout_logits(x, layers, rate, training):
    for i, (W, b) in enumerate(layers):
        x = tf.matmul(x, W) + b
        if i + 1 < len(layers):
            x = tf.nn.relu(x)
            x = tf.nn.dropout(x, rate) if training else x
    return x
