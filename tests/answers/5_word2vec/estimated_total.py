# %% right bincount
# counts how often each id was drawn
def estimated_total(scores, drawn, probabilities):
    times = np.bincount(drawn, minlength=len(scores))
    return np.sum(times * np.exp(scores) / probabilities) / len(drawn)

# %% right log_domain
# subtracts ln Q in the exponent
def estimated_total(scores, drawn, probabilities):
    s = np.asarray(scores) - np.log(probabilities)
    return float(np.exp(s[np.asarray(drawn)]).mean())

# %% right loop
# one draw after the other
def estimated_total(scores, drawn, probabilities):
    return sum(math.exp(scores[k]) / probabilities[k] for k in drawn) / len(drawn)

# %% right tensorflow
# TensorFlow, float32
def estimated_total(scores, drawn, probabilities):
    scores, probabilities = tf.cast(scores, tf.float32), tf.cast(probabilities, tf.float32)
    weighted = tf.exp(tf.gather(scores, drawn)) / tf.gather(probabilities, drawn)
    return tf.reduce_mean(weighted)

# %% wrong mean_of_scores
# averages before the exponential
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    return np.exp(np.mean(np.asarray(scores)[drawn])) / np.mean(np.asarray(probabilities)[drawn])

# %% wrong multiplied
# multiplies by the probability
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    return np.mean(np.exp(np.asarray(scores)[drawn]) * np.asarray(probabilities)[drawn])

# %% wrong no_exponential
# averages scores over probabilities
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    return np.mean(np.asarray(scores)[drawn] / np.asarray(probabilities)[drawn])

# %% wrong no_weights
# times the size of the vocabulary, as if draws were uniform
# caught by: right in expectation
def estimated_total(scores, drawn, probabilities):
    return len(scores) * np.mean(np.exp(np.asarray(scores)[drawn]))

# %% wrong ratio_of_means
# divides by the mean probability
# caught by: repeats count each time
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    return np.mean(np.exp(np.asarray(scores)[drawn])) / np.mean(np.asarray(probabilities)[drawn])

# %% wrong self_normalized
# divides by the sum of the weights
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    drawn = np.asarray(drawn)
    weights = 1 / np.asarray(probabilities)[drawn]
    return np.sum(weights * np.exp(np.asarray(scores)[drawn])) / np.sum(weights)

# %% wrong sum
# adds instead of averaging
# caught by: every id drawn once
def estimated_total(scores, drawn, probabilities):
    return np.sum(np.exp(np.asarray(scores)[drawn]) / np.asarray(probabilities)[drawn])

# %% wrong unique
# removes repeats
# caught by: repeats count each time
def estimated_total(scores, drawn, probabilities):
    drawn = np.unique(drawn)
    return np.mean(np.exp(np.asarray(scores)[drawn]) / np.asarray(probabilities)[drawn])
