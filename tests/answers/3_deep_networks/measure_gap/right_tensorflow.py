# right: means of comparisons in TensorFlow
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    percents = []
    for x, y in [(x_train, y_train), (x_valid, y_valid)]:
        right = tf.equal(tf.cast(classify(x), tf.int64), tf.cast(y, tf.int64))
        percents.append(100.0 * tf.reduce_mean(tf.cast(right, tf.float64)))
    return percents[0], percents[1], tf.subtract(*percents)
