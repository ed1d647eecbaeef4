# %% right column_of_ones
# the bias as one more row of W, for a column of ones
def compute_logits(x, W, b):
    with_one = np.hstack([x, np.ones((len(x), 1))])
    return with_one @ np.vstack([W, b])

# %% right einsum
# a sum over the feature index
def compute_logits(x, W, b):
    return np.einsum("nf,fc->nc", x, W) + np.reshape(b, (1, -1))

# %% right loops
# three loops
def compute_logits(x, W, b):
    logits = np.zeros((len(x), W.shape[1]))
    for example in range(len(x)):
        for k in range(W.shape[1]):
            logits[example, k] = sum(x[example] * W[:, k]) + b[k]
    return logits

# %% right tensorflow
# TensorFlow in float32
def compute_logits(x, W, b):
    x, W, b = (tf.cast(value, tf.float32) for value in (x, W, b))
    return tf.nn.bias_add(tf.matmul(x, W), b)

# %% right tensordot
# np.tensordot, the bias added in place to the product
def compute_logits(x, W, b):
    logits = np.tensordot(x, W, axes=1).astype(float)
    logits += b
    return logits

# %% wrong bias_per_row
# adds one bias per example
# caught by: one bias per class
def compute_logits(x, W, b):
    return x @ W + (b[:, None] if len(b) == len(x) else b)

# %% wrong bias_twice
# adds the bias for every feature
# caught by: the tiny example
def compute_logits(x, W, b):
    return sum(np.outer(x[:, j], W[j]) + b for j in range(x.shape[1]))

# %% wrong elementwise
# multiplies number by number
# caught by: the tiny example
def compute_logits(x, W, b):
    return x * W + b

# %% wrong first_bias
# adds the first bias to every class
# caught by: the tiny example
def compute_logits(x, W, b):
    return x @ W + b[0]

# %% wrong fixed_shape
# takes the batch to be two examples
# caught by: any shape
def compute_logits(x, W, b):
    return np.stack([x[0] @ W + b, x[1] @ W + b])

# %% wrong no_bias
# leaves the bias out
# caught by: the tiny example
def compute_logits(x, W, b):
    return x @ W

# %% wrong softmaxed
# applies softmax to the logits
# caught by: the tiny example
def compute_logits(x, W, b):
    return tf.nn.softmax(x @ W + b).numpy()

# %% wrong transposed
# transposes the result
# caught by: the tiny example
def compute_logits(x, W, b):
    return (x @ W + b).T

# %% wrong minus_bias
# subtracts the bias
# caught by: the tiny example
def compute_logits(x, W, b):
    return x @ W - b

# %% wrong whole_numbers
# cuts the logits to whole numbers
# caught by: any shape
def compute_logits(x, W, b):
    return (x @ W + b).astype(int)

# %% wrong never_negative
# cuts negative logits off
# caught by: any shape
def compute_logits(x, W, b):
    return np.maximum(x @ W + b, 0)

# %% wrong mean_of_features
# divides by the number of features
# caught by: the tiny example
def compute_logits(x, W, b):
    return x @ W / x.shape[1] + b

# %% wrong first_example
# computes the logits of the first example for all
# caught by: the tiny example
def compute_logits(x, W, b):
    return np.tile(x[0] @ W + b, (len(x), 1))
