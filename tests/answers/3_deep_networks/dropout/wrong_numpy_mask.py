# wrong: draws with NumPy, once for ever inside a tf.function
# caught by: anew in every call
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = np.random.default_rng().random(activations.shape) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
