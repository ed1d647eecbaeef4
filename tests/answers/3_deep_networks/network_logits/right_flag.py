# right: applies ReLU at the start of every layer but the first
def network_logits(x, layers):
    for number, (W, b) in enumerate(layers):
        if number > 0:
            x = tf.nn.relu(x)
        x = tf.add(tf.matmul(x, W), b)
    return x
