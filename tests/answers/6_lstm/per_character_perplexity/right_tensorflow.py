# right: a TensorFlow number
def per_character_perplexity(perplexity, characters_per_symbol):
    loss = tf.math.log(tf.cast(perplexity, tf.float64))
    return tf.exp(loss / characters_per_symbol)
