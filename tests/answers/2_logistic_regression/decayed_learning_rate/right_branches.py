# right: two formulas in two branches
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    if staircase:
        return initial_rate * decay_rate ** (step // decay_steps)
    return initial_rate * decay_rate ** (step / decay_steps)
