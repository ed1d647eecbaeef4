# right: tf.clip_by_global_norm
def clip_global_norm(gradients, max_norm):
    gradients = [tf.constant(g) for g in gradients]
    clipped, norm = tf.clip_by_global_norm(gradients, max_norm)
    return [c.numpy() for c in clipped], float(norm)
