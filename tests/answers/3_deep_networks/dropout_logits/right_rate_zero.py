# right: a rate of 0 in evaluation
def dropout_logits(x, layers, rate, training):
    *hidden_layers, (last_W, last_b) = layers
    for W, b in hidden_layers:
        x = tf.nn.dropout(tf.nn.relu(x @ W + b), rate if training else 0.0)
    return x @ last_W + last_b
