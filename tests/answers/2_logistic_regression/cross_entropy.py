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

# %% right einsum
# picks p where it is larger, sums over both indices at once
def cross_entropy(probabilities, targets, smallest=1e-7):
    p, t = np.array(probabilities, dtype=float), np.array(targets, dtype=float)
    p[p < smallest] = smallest
    return np.einsum("nk,nk->", t, -np.log(p)) / p.shape[0]

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

# %% wrong added_to_all
# adds `smallest` to every probability
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.asarray(probabilities) + smallest)
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong clipped_above
# clips at 1 - smallest too
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.clip(probabilities, smallest, 1 - smallest))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong only_zeros
# replaces exact zeros only
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    p = np.asarray(probabilities, float)
    logs = np.log(np.where(p == 0, smallest, p))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong ignores_smallest
# always clips at 1e-7
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, 1e-7))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))

# %% wrong loss_clipped
# clips the loss of an example, not the probabilities
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    p, t = np.asarray(probabilities, float), np.asarray(targets, float)
    losses = -np.sum(t * np.log(p + 1e-300), axis=1)
    return np.mean(np.minimum(losses, 16.0))

# %% wrong arrays_only
# asks lists for their shape
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    batch, _ = probabilities.shape
    return -np.sum(targets * np.log(np.maximum(probabilities, smallest))) / batch

# %% wrong one_per_example
# returns a loss for each example
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, smallest))
    return -np.sum(np.asarray(targets) * logs, axis=1)

# %% wrong weighted_by_guess
# weighs the logarithms by the guess
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    p = np.maximum(probabilities, smallest)
    return -np.mean(np.sum(p * np.log(p), axis=1))

# %% wrong binary
# adds the loss of the other classes, as for many labels
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    p, t = np.clip(probabilities, smallest, 1), np.asarray(targets, float)
    rest = np.log(np.maximum(1 - p, smallest))
    return -np.mean(np.sum(t * np.log(p) + (1 - t) * rest, axis=1))
