# wrong: rounds to the nearest period
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = round(exponent)
    return initial_rate * decay_rate**exponent
