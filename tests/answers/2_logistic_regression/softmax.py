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
