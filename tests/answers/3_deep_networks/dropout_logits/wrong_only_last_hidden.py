# wrong: only on the last hidden layer
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return (dropout(hidden, rate, training) if len(layers) > 1 else x) @ W + b
