# wrong: mean over the vector
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    return tf.reduce_mean(tf.gather(embeddings, contexts), axis=2)
