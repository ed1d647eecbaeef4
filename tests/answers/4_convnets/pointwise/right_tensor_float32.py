# right: TensorFlow, single precision
def pointwise(images, weights):
    return tf.tensordot(tf.cast(images, tf.float32), tf.cast(weights, tf.float32), axes=1)
