# wrong: ignores `training`
# caught by: whole in evaluation
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, True)
    W, b = layers[-1]
    return hidden @ W + b
