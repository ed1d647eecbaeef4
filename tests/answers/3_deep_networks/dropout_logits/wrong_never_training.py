# wrong: never drops
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, False)
    W, b = layers[-1]
    return hidden @ W + b
