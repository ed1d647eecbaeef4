# %% right branches
# two formulas in two branches
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    if staircase:
        return initial_rate * decay_rate ** (step // decay_steps)
    return initial_rate * decay_rate ** (step / decay_steps)

# %% right exp_log
# through exp and log
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    periods = step // decay_steps if staircase else step / decay_steps
    return initial_rate * math.exp(periods * math.log(decay_rate))

# %% right keras
# Keras's own schedule
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(
        initial_rate, decay_steps, decay_rate, staircase=staircase
    )
    return schedule(step)

# %% right numpy
# NumPy, float64
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    periods = np.true_divide(step, decay_steps)
    return np.multiply(initial_rate, np.power(decay_rate, np.floor(periods) if staircase else periods))

# %% wrong always_stairs
# whole-number division in both cases
# caught by: equal to Keras, smooth
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step // decay_steps
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent

# %% wrong every_step
# multiplies once every step
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent

# %% wrong inverse
# divides step and period the wrong way round
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = decay_steps / step if step else 1
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent

# %% wrong linear
# decays linearly
# caught by: equal to Keras, smooth
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * (1 - (1 - decay_rate) * exponent)

# %% wrong natural_exponential
# e to the minus
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * math.exp(-decay_rate * exponent)

# %% wrong never_stairs
# ignores staircase
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    return initial_rate * decay_rate**exponent

# %% wrong rounded
# rounds to the nearest period
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = round(exponent)
    return initial_rate * decay_rate**exponent

# %% wrong rounded_up
# rounds the exponent up
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    if staircase:
        exponent = math.ceil(exponent)
    return initial_rate * decay_rate**exponent

# %% right loop
# multiplies period by period, then the rest
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    rate, done = initial_rate, 0
    while done + decay_steps <= step:
        rate, done = rate * decay_rate, done + decay_steps
    return rate if staircase else rate * decay_rate ** ((step - done) / decay_steps)

# %% wrong next_stair_early
# a stair begins one step early
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    if staircase:
        return initial_rate * decay_rate ** ((step + 1) // decay_steps)
    return initial_rate * decay_rate ** (step / decay_steps)

# %% wrong next_stair_late
# a stair begins one step late
# caught by: equal to Keras, stairs
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    if staircase:
        return initial_rate * decay_rate ** (max(step - 1, 0) // decay_steps)
    return initial_rate * decay_rate ** (step / decay_steps)

# %% wrong stairs_by_default
# stairs where none were asked for
# caught by: equal to Keras, smooth
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=True):
    exponent = step / decay_steps
    return initial_rate * decay_rate ** (math.floor(exponent) if staircase else exponent)

# %% wrong rate_rounded
# rounds the rate to two digits
# caught by: equal to Keras, smooth
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    return round(initial_rate * decay_rate ** (math.floor(exponent) if staircase else exponent), 2)

# %% wrong fixed_period
# a period of 1,000 steps
# caught by: equal to Keras, smooth
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / 1000
    return initial_rate * decay_rate ** (math.floor(exponent) if staircase else exponent)

# %% wrong once_only
# decays once, when a period is over
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = min(step / decay_steps, 1)
    return initial_rate * decay_rate ** (math.floor(exponent) if staircase else exponent)

# %% wrong inverse_time
# inverse time decay, which is another schedule
# caught by: one period
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    exponent = step / decay_steps
    return initial_rate / (1 + decay_rate * (math.floor(exponent) if staircase else exponent))
