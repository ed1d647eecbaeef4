# right: sum over the number of words
def cbow_inputs(embeddings, contexts):
    words = tf.shape(contexts)[1]
    return tf.reduce_sum(tf.gather(embeddings, contexts), axis=1) / tf.cast(words, embeddings.dtype)
