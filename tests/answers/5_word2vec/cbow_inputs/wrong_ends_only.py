# wrong: first and last word only
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    e = tf.gather(embeddings, contexts)
    return (e[:, 0] + e[:, -1]) / 2
