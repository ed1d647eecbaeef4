# wrong: goes through NumPy, which cuts the tape
# caught by: tensors in, tensor out
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return np.array(hidden @ W + b)
