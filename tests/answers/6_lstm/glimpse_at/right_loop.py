# right: adds up column by column
def glimpse_at(columns, position):
    scores = [-0.5 * (t - position) ** 2 for t in range(columns.shape[1])]
    weights = tf.nn.softmax(tf.concat(scores, axis=1), axis=1)
    return tf.add_n([weights[:, t : t + 1] * columns[:, t] for t in range(columns.shape[1])])
