# right: TensorFlow division that gives 0 for 0 / 0
def unit_rows(vectors):
    vectors = tf.convert_to_tensor(vectors)
    lengths = tf.sqrt(tf.reduce_sum(tf.square(vectors), axis=1, keepdims=True))
    return tf.math.divide_no_nan(vectors, lengths)
