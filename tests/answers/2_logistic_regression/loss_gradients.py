# %% right einsum
# sums over indices, mean at the end
def loss_gradients(x, targets, W, b):
    error = softmax(np.add(x @ W, b), axis=-1) - targets
    return np.einsum("nf,nc->fc", x, error) / len(x), np.mean(error, axis=0)

# %% right float32_tensors
# the formulas in TensorFlow, float32
def loss_gradients(x, targets, W, b):
    x, targets, W, b = (tf.cast(value, tf.float32) for value in (x, targets, W, b))
    error = (tf.nn.softmax(x @ W + b) - targets) / x.shape[0]
    return tf.matmul(x, error, transpose_a=True), tf.reduce_sum(error, axis=0)

# %% right loop
# adds up outer products, example by example
def loss_gradients(x, targets, W, b):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for row, target in zip(x, targets):
        error = tf.nn.softmax(row @ W + b).numpy() - target
        dW += np.outer(row, error) / len(x)
        db += error / len(x)
    return dW, db

# %% right tape
# automatic differentiation instead of the formulas
def loss_gradients(x, targets, W, b):
    x, targets, W, b = (tf.constant(v, tf.float64) for v in (x, targets, W, b))
    with tf.GradientTape() as tape:
        tape.watch((W, b))
        losses = tf.nn.softmax_cross_entropy_with_logits(targets, x @ W + b)
        loss = tf.reduce_mean(losses)
    return tuple(gradient.numpy() for gradient in tape.gradient(loss, (W, b)))

# %% right example_by_example
# adds up outer products, an example at a time
def loss_gradients(x, targets, W, b):
    dW, db = np.zeros(np.shape(W)), np.zeros(np.shape(b))
    for row, target in zip(x, targets):
        scores = row @ W + b
        powers = np.exp(scores - np.max(scores))
        error = powers / powers.sum() - target
        dW += np.outer(row, error)
        db += error
    return dW / len(x), db / len(x)

# %% wrong bias_mean_twice
# takes the mean over the batch for the bias again
# caught by: the mean of the batch
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.mean(axis=0)

# %% wrong bias_not_divided
# divides only dW by the batch size
# caught by: the mean of the batch
def loss_gradients(x, targets, W, b):
    error = softmax(x @ W + b, axis=1) - targets
    return x.T @ error / len(x), error.sum(axis=0)

# %% wrong hard_targets
# rounds the targets to one-hot
# caught by: zero at a perfect guess
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - np.eye(len(b))[np.argmax(targets, axis=1)]) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)

# %% wrong no_bias_in_logits
# forgets the bias when scoring
# caught by: equal to automatic differentiation
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W, axis=1) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)

# %% wrong softmax_over_batch
# softmax along the batch
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=0) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)

# %% wrong sum_not_mean
# does not divide by the batch size
# caught by: the mean of the batch
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - targets)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)

# %% wrong unstable
# overflows for large scores
# caught by: sure and wrong
def loss_gradients(x, targets, W, b):
    error = ((np.exp(x @ W + b) / np.exp(x @ W + b).sum(axis=1, keepdims=True)) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)

# %% wrong wrong_sign
# target minus guess
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (targets - softmax(x @ W + b, axis=1)) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)

# %% wrong mean_of_all
# divides by the number of all targets
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - targets) / targets.size
    return x.T @ error, error.sum(axis=0)

# %% wrong divided_by_classes
# divides by the number of classes
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - targets) / targets.shape[1]
    return x.T @ error, error.sum(axis=0)

# %% wrong right_class_only
# keeps the error of the right class alone
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - 1) * targets / len(x)
    return x.T @ error, error.sum(axis=0)

# %% wrong squared_error
# the gradient of the squared difference
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    p = softmax(x @ W + b, axis=1)
    error = 2 * (p - targets) * p * (1 - p) / len(x)
    return x.T @ error, error.sum(axis=0)

# %% wrong bias_of_inputs
# weighs the gradient of the bias by the inputs
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - targets) / len(x)
    return x.T @ error, (x.sum(axis=1, keepdims=True) * error).sum(axis=0)

# %% wrong clipped_scores
# cuts the scores at 50
# caught by: sure and wrong
def loss_gradients(x, targets, W, b):
    powers = np.exp(np.clip(x @ W + b, -50, 50))
    error = (powers / powers.sum(axis=1, keepdims=True) - targets) / len(x)
    return x.T @ error, error.sum(axis=0)

# %% wrong normalized
# gradients of length 1
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - targets) / len(x)
    dW, db = x.T @ error, error.sum(axis=0)
    return dW / np.linalg.norm(dW), db / np.linalg.norm(db)

# %% [markdown] equivalent
# error = (softmax(x @ W + b, axis=1) - targets) / len(x)  ->  error = (softmax(x @ W + b) - targets) / len(x)
#     the last axis, which is the default, is axis 1 here
