# right: dropout before ReLU, which is the same thing
def dropout_logits(x, layers, rate, training):
    *below, last = layers
    for W, b in below:
        x = tf.maximum(dropout(x @ W + b, rate, training), 0.0)
    return x @ last[0] + last[1]
