# right: tf.signal.frame
def cbow_examples(ids, window):
    windows = tf.signal.frame(tf.cast(ids, tf.int32), 2 * window + 1, 1)
    contexts = tf.concat([windows[:, :window], windows[:, window + 1 :]], axis=1)
    return contexts, windows[:, window]
