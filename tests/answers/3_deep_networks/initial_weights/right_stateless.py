# right: TensorFlow's stateless normal
def initial_weights(fan_in, fan_out, seed):
    stddev = (2.0 / fan_in) ** 0.5
    return tf.random.stateless_normal((fan_in, fan_out), [seed, 1], stddev=stddev).numpy()
