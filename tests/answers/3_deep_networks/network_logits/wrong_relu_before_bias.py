# wrong: ReLU before the bias is added
# caught by: any depth
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W) + b
    W, b = layers[-1]
    return hidden @ W + b
