# wrong: divides step and period the wrong way round
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = decay_steps / step if step else 1
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent
