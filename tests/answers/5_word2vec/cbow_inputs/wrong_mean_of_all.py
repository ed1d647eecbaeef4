# wrong: mean over the batch too
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    return tf.reduce_mean(tf.gather(embeddings, contexts), axis=[0, 1])[None]
