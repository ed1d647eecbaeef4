# wrong: multiplies once every step
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent
