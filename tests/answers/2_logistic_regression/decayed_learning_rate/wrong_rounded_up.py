# wrong: rounds the exponent up
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = math.ceil(exponent)
    return initial_rate * decay_rate**exponent
