# wrong: whole-number division in both cases
# caught by: equal to Keras, smooth
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step // decay_steps
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent
