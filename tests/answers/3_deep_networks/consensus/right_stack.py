# right: stacks all opinions
def consensus(dropped_logits, x, num_members):
    opinions = tf.stack([dropped_logits(x) for _ in range(num_members)])
    return tf.reduce_mean(tf.nn.softmax(opinions, axis=-1), axis=0)
