# right: folds the hidden layers with functools.reduce
def network_logits(x, layers):
    from functools import reduce

    hidden = reduce(lambda h, layer: tf.maximum(h @ layer[0] + layer[1], 0.0), layers[:-1], x)
    return hidden @ layers[-1][0] + layers[-1][1]
