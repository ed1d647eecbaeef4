# right: embedding_lookup and a running sum
def cbow_inputs(embeddings, contexts):
    width = contexts.shape[1]
    total = tf.nn.embedding_lookup(embeddings, contexts[:, 0])
    for place in range(1, width):
        total += tf.nn.embedding_lookup(embeddings, contexts[:, place])
    return total / width
