# right: uniform draws in TensorFlow, float32
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    public_draws = tf.random.stateless_uniform((num_entries, public_size), [seed, 0])
    private_draws = tf.random.stateless_uniform((num_entries, private_size), [seed, 1])
    public = tf.reduce_mean(tf.cast(public_draws < skill, tf.float32), axis=1)
    private = tf.reduce_mean(tf.cast(private_draws < skill, tf.float32), axis=1)
    leader = int(tf.argmax(public))
    return float(public[leader]), float(private[leader])
