# right: Keras's own schedule
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(
        initial_rate, decay_steps, decay_rate, staircase=staircase
    )
    return schedule(step)
