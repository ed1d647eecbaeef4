# %% right log_domain
# shifts by the log of the sum instead of dividing
def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=np.float64)
    shifted = scores - np.amax(scores, axis, keepdims=True)
    return np.exp(shifted - np.log(np.exp(shifted).sum(axis, keepdims=True)))

# %% right loop
# plain Python loop over the examples
def softmax(scores, axis=-1):
    moved = np.moveaxis(np.array(scores, dtype=float), axis, -1)
    result = np.empty_like(moved)
    for index in np.ndindex(moved.shape[:-1]):
        top = max(moved[index])
        powers = [math.exp(score - top) for score in moved[index]]
        result[index] = [power / sum(powers) for power in powers]
    return np.moveaxis(result, -1, axis)

# %% right scipy
# SciPy's softmax
def softmax(scores, axis=-1):
    from scipy.special import softmax as library_softmax

    return library_softmax(np.asarray(scores, np.float64), axis=axis)

# %% right tensorflow
# TensorFlow's own softmax, in float32
def softmax(scores, axis=-1):
    return tf.nn.softmax(tf.cast(scores, tf.float32), axis=axis)

# %% right float32_rows
# in float32, along an axis that is moved to the end
def softmax(scores, axis=-1):
    moved = np.swapaxes(np.asarray(scores, np.float32), axis, -1)
    powers = np.exp(moved - moved.max(-1)[..., None])
    return np.swapaxes(powers / powers.sum(-1)[..., None], axis, -1)

# %% wrong always_axis_zero
# always along axis 0, as in the lecture's own code
# caught by: rows sum to one
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)

# %% wrong always_rows
# ignores axis and always works along the last one
# caught by: columns as examples
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)

# %% wrong clipped
# clips the scores at 50 instead of shifting them
# caught by: huge scores
def softmax(scores, axis=-1):
    exponentials = np.exp(np.clip(scores, -50, 50))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)

# %% wrong global_maximum
# subtracts one maximum of the whole array, so far lower examples underflow to 0/0
# caught by: huge scores
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)

# %% wrong no_keepdims_two_axes
# assumes a matrix with examples in rows
# caught by: any number of axes
def softmax(scores, axis=-1):
    scores = scores if axis in (1, -1) else scores.T
    exponentials = np.exp(scores - scores.max(axis=-1)[..., None])
    result = exponentials / exponentials.sum(axis=-1)[..., None]
    return result if axis in (1, -1) else result.T

# %% wrong overflow
# exponentials of the raw scores
# caught by: huge scores
def softmax(scores, axis=-1):
    exponentials = np.exp(scores)
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)

# %% wrong plain_share
# divides the scores by their sum, no exponential
# caught by: the lecture's example
def softmax(scores, axis=-1):
    exponentials = scores
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)

# %% wrong total_sum
# divides by the sum of the whole array
# caught by: rows sum to one
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return exponentials / np.sum(exponentials)

# %% wrong default_axis_zero
# works along the first axis when none is given
# caught by: any number of axes
def softmax(scores, axis=0):
    exponentials = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)

# %% wrong whole_results
# writes into an array of the type of the scores, where shares become 0
# caught by: any number of axes
def softmax(scores, axis=-1):
    result = np.zeros_like(scores)
    exponentials = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    result[...] = exponentials / np.sum(exponentials, axis=axis, keepdims=True)
    return result

# %% wrong scaled_by_maximum
# divides by the largest score instead of subtracting it
# caught by: the lecture's example
def softmax(scores, axis=-1):
    exponentials = np.exp(scores / np.max(np.abs(scores), axis=axis, keepdims=True))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)

# %% wrong base_two
# takes powers of 2
# caught by: the lecture's example
def softmax(scores, axis=-1):
    powers = 2.0 ** (scores - np.max(scores, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)

# %% wrong two_axes_only
# knows axis 0 and axis 1
# caught by: any number of axes
def softmax(scores, axis=-1):
    if axis == 0:
        return softmax(scores.T, axis=1).T
    exponentials = np.exp((scores.T - scores.max(axis=-1)).T)
    return (exponentials.T / exponentials.sum(axis=-1)).T

# %% wrong logarithms
# returns the logarithms of the probabilities
# caught by: rows sum to one
def softmax(scores, axis=-1):
    shifted = scores - np.max(scores, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))
