# wrong: uses only the first and the last layer
# caught by: any depth
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1][:1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return hidden @ W + b if hidden.shape[-1] == W.shape[0] else tf.zeros((len(x), W.shape[1]))
