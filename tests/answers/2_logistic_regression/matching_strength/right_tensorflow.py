# right: TensorFlow's reciprocal, in float64
def matching_strength(l2_factor, num_examples):
    penalty_of_the_sum = tf.multiply(tf.cast(l2_factor, tf.float64), num_examples)
    return float(tf.math.reciprocal(penalty_of_the_sum))
