# wrong: repeated words count once
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    present = tf.reduce_max(tf.one_hot(contexts, embeddings.shape[0], dtype=embeddings.dtype), axis=1)
    return tf.matmul(present, embeddings) / tf.reduce_sum(present, axis=1, keepdims=True)
