# wrong: the sum
# caught by: a mean of two rows
def cbow_inputs(embeddings, contexts):
    return tf.reduce_sum(tf.gather(embeddings, contexts), axis=1)
