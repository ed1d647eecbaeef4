# wrong: drops in the first hidden layer only
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for i, (W, b) in enumerate(layers[:-1]):
        hidden = tf.nn.relu(hidden @ W + b)
        if i == 0:
            hidden = dropout(hidden, rate, training)
    W, b = layers[-1]
    return hidden @ W + b
