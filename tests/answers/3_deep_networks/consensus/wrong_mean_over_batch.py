# wrong: averages over the batch as well
# caught by: mean of the probabilities
def consensus(dropped_logits, x, num_members):
    opinions = tf.stack([tf.nn.softmax(dropped_logits(x), axis=1) for _ in range(num_members)])
    return tf.reduce_mean(opinions, axis=(0, 1))
