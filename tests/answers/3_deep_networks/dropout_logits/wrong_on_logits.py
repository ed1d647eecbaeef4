# wrong: drops logits too
# caught by: never on the logits
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, training)
    W, b = layers[-1]
    return dropout(hidden @ W + b, rate, training)
