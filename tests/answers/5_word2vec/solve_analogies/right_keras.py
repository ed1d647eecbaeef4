# right: Keras operations, float32
def solve_analogies(vectors, questions):
    unit = tf.math.l2_normalize(tf.cast(vectors, tf.float32), axis=1)
    a, b, c = tf.unstack(tf.cast(questions, tf.int32), axis=1)
    goal = tf.math.l2_normalize(tf.gather(unit, b) - tf.gather(unit, a) + tf.gather(unit, c), axis=1)
    banned = sum(tf.one_hot(word, len(vectors)) for word in (a, b, c))
    return tf.argmax(tf.matmul(goal, unit, transpose_b=True) - 10 * banned, axis=1, output_type=tf.int32)
