# wrong: ReLU on the only layer of a network without hidden ones
# caught by: no hidden layer at all
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return hidden @ W + b if len(layers) > 1 else tf.nn.relu(hidden @ W + b)
