# wrong: takes the nearest column
# caught by: any columns
def glimpse_at(columns, position):
    nearest = tf.cast(tf.round(position), tf.int32)
    nearest = tf.clip_by_value(nearest, 0, columns.shape[1] - 1)
    return tf.gather(columns, nearest[:, 0], axis=1, batch_dims=1)
