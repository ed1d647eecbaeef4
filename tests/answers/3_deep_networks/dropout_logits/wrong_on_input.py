# wrong: drops input pixels too
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = dropout(x, rate, training)
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, training)
    W, b = layers[-1]
    return hidden @ W + b
