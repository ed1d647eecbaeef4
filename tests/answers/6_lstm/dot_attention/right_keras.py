# right: Keras's own layer
def dot_attention(queries, keys, values):
    layer = keras.layers.Attention()
    return tuple(layer([queries, values, keys], return_attention_scores=True))
