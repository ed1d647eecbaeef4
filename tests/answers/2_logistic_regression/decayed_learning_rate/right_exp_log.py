# right: through exp and log
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    periods = step // decay_steps if staircase else step / decay_steps
    return initial_rate * math.exp(periods * math.log(decay_rate))
