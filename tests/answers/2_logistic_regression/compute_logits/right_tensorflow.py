# right: TensorFlow in float32
def compute_logits(x, W, b):
    x, W, b = (tf.cast(value, tf.float32) for value in (x, W, b))
    return tf.nn.bias_add(tf.matmul(x, W), b)
