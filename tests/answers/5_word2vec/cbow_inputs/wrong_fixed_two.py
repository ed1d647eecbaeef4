# wrong: divides by two always
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    return tf.reduce_sum(tf.gather(embeddings, contexts), axis=1) / 2
