# right: measures both penalties of one weight
def keras_l2_factor(l2_factor):
    one = tf.ones((1, 1))
    ours = l2_factor * float(tf.nn.l2_loss(one))
    return ours / float(tf.keras.regularizers.L2(1.0)(one))
