# right: a product with counts
def cbow_inputs(embeddings, contexts):
    counts = tf.reduce_sum(tf.one_hot(contexts, tf.shape(embeddings)[0]), axis=1)
    return tf.matmul(counts, embeddings) / tf.cast(tf.shape(contexts)[1], tf.float32)
