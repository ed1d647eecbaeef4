# wrong: e to the minus
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * math.exp(-decay_rate * exponent)
