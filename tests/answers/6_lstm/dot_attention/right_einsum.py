# right: einsum for both products
def dot_attention(queries, keys, values):
    weights = tf.nn.softmax(tf.einsum("bqf,bkf->bqk", queries, keys))
    return tf.einsum("bqk,bkv->bqv", weights, values), weights
