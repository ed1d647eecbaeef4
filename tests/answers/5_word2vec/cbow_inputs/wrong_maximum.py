# wrong: the largest entries
# caught by: a mean of two rows
def cbow_inputs(embeddings, contexts):
    return tf.reduce_max(tf.gather(embeddings, contexts), axis=1)
