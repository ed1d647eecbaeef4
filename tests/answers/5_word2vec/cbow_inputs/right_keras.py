# right: Keras operations
def cbow_inputs(embeddings, contexts):
    return tf.keras.ops.mean(tf.keras.ops.take(embeddings, contexts, axis=0), axis=-2)
