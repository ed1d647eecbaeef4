# %% right by_hand
# the three formulas in TensorFlow, no tape
def tape_gradients(x, targets, W, b):
    logits = x @ W + b
    n = tf.cast(tf.shape(x)[0], tf.float32)
    error = (tf.nn.softmax(logits) - targets) / n
    loss = -tf.reduce_sum(targets * tf.nn.log_softmax(logits)) / n
    return loss, tf.transpose(x) @ error, tf.reduce_sum(error, axis=0)

# %% right keras_loss
# the loss of Keras, from logits
def tape_gradients(x, targets, W, b):
    loss_of = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        tape.watch((W, b))
        loss = loss_of(targets, tf.nn.bias_add(x @ W, b))
    gradients = tape.gradient(loss, {"W": W, "b": b})
    return loss, gradients["W"], gradients["b"]

# %% right persistent
# a variable copy and two calls to a persistent tape
def tape_gradients(x, targets, W, b):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(W)
        tape.watch(b)
        logs = tf.nn.log_softmax(tf.matmul(x, W) + b)
        loss = -tf.reduce_sum(targets * logs) / tf.cast(len(x), tf.float32)
    return loss, tape.gradient(loss, W), tape.gradient(loss, b)

# %% right variables
# copies the parameters into variables
def tape_gradients(x, targets, W, b):
    W, b = tf.Variable(W), tf.Variable(b)
    with tf.GradientTape() as tape:
        losses = tf.nn.softmax_cross_entropy_with_logits(targets, tf.matmul(x, W) + b)
        loss = tf.math.reduce_mean(losses)
    return (loss, *tape.gradient(loss, (W, b)))

# %% right compiled
# a tf.function around the tape
@tf.function
def _loss_and_gradients(x, targets, W, b):
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch((W, b))
        logits = tf.linalg.matmul(x, W) + b
        loss = tf.math.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(targets, logits))
    return loss, *tape.gradient(loss, (W, b))


def tape_gradients(x, targets, W, b):
    return _loss_and_gradients(x, targets, tf.convert_to_tensor(W), tf.convert_to_tensor(b))

# %% wrong log_of_softmax
# takes the log of a softmax, which underflows
# caught by: sure and wrong
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = -tf.reduce_sum(targets * tf.math.log(tf.nn.softmax(logits)), axis=1)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong no_bias
# leaves the bias out of the logits
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong not_watched
# does not watch the tensors, so the gradients are None
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        logits = x @ W + b
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong outside_the_tape
# computes the loss after the tape has stopped
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
    losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
    loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong softmax_twice
# hands probabilities to a function that takes logits
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = tf.nn.softmax(x @ W + b)
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong sparse_targets
# turns targets into labels
# caught by: soft targets
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.argmax(targets, axis=1), logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong sum
# gradient of the sum over the batch
# caught by: loss and gradients
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_sum(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong wrong_order
# returns the gradients before the loss
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return dW, db, loss

# %% wrong losses
# returns the losses of the examples instead of their mean
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return losses, dW, db

# %% wrong gradients_of_the_sum
# the mean loss, but gradients of the sum
# caught by: loss and gradients
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
    dW, db = tape.gradient(losses, [W, b])
    return tf.reduce_mean(losses), dW, db

# %% wrong clipped
# clips probabilities, so that the loss ends at 16
# caught by: sure and wrong
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        p = tf.clip_by_value(tf.nn.softmax(x @ W + b), 1e-7, 1.0)
        loss = -tf.reduce_mean(tf.reduce_sum(targets * tf.math.log(p), axis=1))
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong mean_over_classes
# means over the classes too
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        loss = -tf.reduce_mean(targets * tf.nn.log_softmax(x @ W + b))
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong weights_only
# watches W alone
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch(W)
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong tensors_only
# asks what only tensors have
# caught by: loss and gradients
def tape_gradients(x, targets, W, b):
    if isinstance(W, tf.Variable):
        raise TypeError("W must be a tensor")
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% wrong sigmoids
# one yes or no for each class
# caught by: three results
def tape_gradients(x, targets, W, b):
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=x @ W + b)
        loss = tf.reduce_mean(tf.reduce_sum(losses, axis=1))
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db

# %% [markdown] slips
# cuts the gradient
#     it returns gradients, and nobody asks for a gradient of those
