# right: calls itself for the layers below
def network_logits(x, layers):
    *below, (W, b) = layers
    hidden = tf.nn.relu(network_logits(x, below)) if below else x
    return tf.nn.bias_add(hidden @ W, b)
