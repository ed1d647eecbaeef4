# wrong: ReLU on the logits too
# caught by: whole in evaluation
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, training)
    W, b = layers[-1]
    return tf.nn.relu(hidden @ W + b)
