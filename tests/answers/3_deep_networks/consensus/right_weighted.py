# right: each member weighs one over the number of members, float64
def consensus(dropped_logits, x, num_members):
    weight = 1 / num_members
    members = (tf.cast(dropped_logits(x), tf.float64) for _ in range(num_members))
    return tf.add_n([weight * tf.nn.softmax(member, axis=-1) for member in members])
