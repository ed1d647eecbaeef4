# wrong: a detour through NumPy
# caught by: a gradient flows
def cbow_inputs(embeddings, contexts):
    return tf.constant(np.asarray(embeddings)[np.asarray(contexts)].mean(axis=1))
