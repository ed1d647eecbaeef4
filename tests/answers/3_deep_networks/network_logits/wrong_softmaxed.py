# wrong: returns probabilities
# caught by: the example by hand
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return tf.nn.softmax(hidden @ W + b)
