# %% right clip
# np.clip, one matrix product of logs and targets
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.clip(np.asarray(probabilities, np.float32), smallest, None))
    return -float(np.vdot(np.asarray(targets, np.float32), logs)) / len(logs)

# %% right loop
# adds up the examples in a loop
def cross_entropy(probabilities, targets, smallest=1e-7):
    total = 0.0
    for guess, target in zip(np.asarray(probabilities), np.asarray(targets)):
        for p, t in zip(guess, target):
            total -= t * math.log(max(p, smallest))
    return total / len(targets)

# %% right tensorflow
# TensorFlow operations in float32
def cross_entropy(probabilities, targets, smallest=1e-7):
    guesses = tf.clip_by_value(tf.cast(probabilities, tf.float32), smallest, 1.0)
    losses = -tf.reduce_sum(tf.cast(targets, tf.float32) * tf.math.log(guesses), axis=-1)
    return tf.reduce_mean(losses)

# %% right where
# replaces small probabilities with np.where
def cross_entropy(probabilities, targets, smallest=1e-7):
    p, t = np.array(probabilities, float), np.array(targets, float)
    logs = np.log(np.where(p < smallest, smallest, p))
    return np.einsum("nc,nc->n", -t, logs).mean()

# %% wrong added_constant
# ignores `smallest` and clips at 1e-12
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, 1e-12))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong log_of_zero
# takes the logarithm of zero
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(probabilities)
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong log_two
# counts in bits
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log2(np.maximum(probabilities, smallest))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong mean_of_all
# means over classes as well
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, smallest))
    return -np.mean(np.asarray(targets) * logs)

# %% wrong only_hard_targets
# reads the right class with argmax
# caught by: agrees with a trusted implementation
def cross_entropy(probabilities, targets, smallest=1e-7):
    right = np.argmax(targets, axis=1)
    chosen = np.asarray(probabilities)[np.arange(len(right)), right]
    return -np.mean(np.log(np.maximum(chosen, smallest)))

# %% wrong positive_sign
# forgets the minus sign
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, smallest))
    return np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong sum
# sums over the batch
# caught by: mean over the batch
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, smallest))
    return -np.sum(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong swapped
# takes the logarithm of the targets
# caught by: agrees with a trusted implementation
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(targets, smallest))
    return -np.mean(np.sum(np.asarray(probabilities) * logs, axis=1))
