# %% right branches
# three parts, one after the other
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step >= num_steps:
        return 0.0
    if step >= num_warm:
        angle = math.pi * (step - num_warm) / (num_steps - num_warm)
        return 0.5 * highest * (math.cos(angle) + 1)
    return step / num_warm * highest

# %% right keras
# Keras's own schedule
def warm_cosine(step, num_steps, highest, num_warm=0):
    decay = tf.keras.optimizers.schedules.CosineDecay
    if num_warm == 0:
        return decay(highest, num_steps)(step)
    return decay(0.0, num_steps - num_warm, warmup_target=highest, warmup_steps=num_warm)(step)

# %% right numpy
# NumPy, clipped shares
def warm_cosine(step, num_steps, highest, num_warm=0):
    rise = np.clip(step / max(num_warm, 1), 0, 1) if num_warm else 1.0
    share = np.clip((step - num_warm) / (num_steps - num_warm), 0, 1)
    return rise * highest * (1 + np.cos(np.pi * share)) / 2

# %% right interpolated
# the rise by np.interp, the fall by a squared cosine of half the angle
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return np.interp(step, [0, num_warm], [0, highest])
    left = max(num_steps - step, 0) / (num_steps - num_warm)
    return highest * math.sin(math.pi / 2 * left) ** 2

# %% right tensorflow
# tensors in float32
def warm_cosine(step, num_steps, highest, num_warm=0):
    step = tf.cast(step, tf.float32)
    share = tf.clip_by_value((step - num_warm) / (num_steps - num_warm), 0.0, 1.0)
    fall = highest * (1 + tf.cos(math.pi * share)) / 2
    return tf.where(step < num_warm, highest * step / max(num_warm, 1), fall)

# %% wrong degrees
# the angle in degrees
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return highest * (1 + math.cos(180 * share)) / 2

# %% wrong falls_in_a_straight_line
# a straight line down
# caught by: half a cosine wave
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    return highest * max(1 - (step - num_warm) / (num_steps - num_warm), 0)

# %% wrong quarter_wave
# a quarter of a wave
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return highest * math.cos(math.pi / 2 * share)

# %% wrong whole_wave
# goes down and up again
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return highest * (1 + math.cos(2 * math.pi * share)) / 2

# %% wrong not_halved
# starts at twice the highest rate
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return highest * (1 + math.cos(math.pi * share))

# %% wrong rises_again
# goes on along the wave after the end
# caught by: nothing after the end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    return highest * (1 + math.cos(math.pi * (step - num_warm) / (num_steps - num_warm))) / 2

# %% wrong no_warm_up
# ignores the warm-up
# caught by: the warm-up
def warm_cosine(step, num_steps, highest, num_warm=0):
    return highest * (1 + math.cos(math.pi * min(step / num_steps, 1))) / 2

# %% wrong wave_from_the_start
# multiplies a wave that began at step 0
# caught by: the warm-up
def warm_cosine(step, num_steps, highest, num_warm=0):
    rise = min(step / num_warm, 1) if num_warm else 1
    return rise * highest * (1 + math.cos(math.pi * min(step / num_steps, 1))) / 2

# %% wrong as_many_steps_more
# adds the warm-up to the number of steps
# caught by: the warm-up
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    return highest * (1 + math.cos(math.pi * min((step - num_warm) / num_steps, 1))) / 2

# %% wrong one_step_ahead
# the warm-up counts from 1
# caught by: the warm-up
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * (step + 1) / num_warm
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return highest * (1 + math.cos(math.pi * share)) / 2

# %% wrong whole_shares
# divides as whole numbers do
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step // num_warm
    return highest * (1 + math.cos(math.pi * min((step - num_warm) // (num_steps - num_warm), 1))) / 2

# %% wrong divides_by_no_warm_up
# divides by the warm-up even where there is none
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    rise = min(step / num_warm, 1)
    share = min(max(step - num_warm, 0) / (num_steps - num_warm), 1)
    return rise * highest * (1 + math.cos(math.pi * share)) / 2

# %% wrong warm_wave
# warms up along a wave too
# caught by: the warm-up
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * (1 - math.cos(math.pi * step / num_warm)) / 2
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return highest * (1 + math.cos(math.pi * share)) / 2

# %% wrong last_rate_not_zero
# never falls below a hundredth of the highest rate
# caught by: start, middle and end
def warm_cosine(step, num_steps, highest, num_warm=0):
    if step < num_warm:
        return highest * step / num_warm
    share = min((step - num_warm) / (num_steps - num_warm), 1)
    return max(highest * (1 + math.cos(math.pi * share)) / 2, 0.01 * highest)
