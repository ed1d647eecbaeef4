# right: TensorFlow's own softmax, in float32
def softmax(scores, axis=-1):
    return tf.nn.softmax(tf.cast(scores, tf.float32), axis=axis)
