# right: stacks one row after the other
def band_mask(reach, length):
    rows = []
    for i in range(length):
        d = tf.abs(tf.range(length) - i)
        rows.append((d > 0) & (d <= reach[:, i : i + 1]))
    return tf.cast(tf.stack(rows, axis=1), tf.float32)
