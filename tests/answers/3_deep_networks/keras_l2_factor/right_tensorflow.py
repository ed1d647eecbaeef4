# right: the penalty of a weight whose square is 1, by TensorFlow
def keras_l2_factor(l2_factor):
    return float(l2_factor * tf.nn.l2_loss(tf.constant([1.0])))
