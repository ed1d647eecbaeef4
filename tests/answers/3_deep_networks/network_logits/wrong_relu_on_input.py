# wrong: ReLU on the input
# caught by: no hidden layer at all
def network_logits(x, layers):
    hidden = tf.nn.relu(x)
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return hidden @ W + b
