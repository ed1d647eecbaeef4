# right: counts the layers
def network_logits(x, layers):
    for i, (W, b) in enumerate(layers):
        x = tf.matmul(x, W) + b
        if i < len(layers) - 1:
            x = tf.maximum(x, 0.0)
    return x
