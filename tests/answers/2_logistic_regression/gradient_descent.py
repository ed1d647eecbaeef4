# %% right keras_optimizer
# variables and the optimizer of Keras
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    x, targets = tf.constant(x, tf.float32), tf.constant(targets, tf.float32)
    variables = [tf.Variable(tf.cast(value, tf.float32)) for value in (W, b)]
    optimizer, losses = tf.keras.optimizers.SGD(learning_rate), []
    for _ in range(num_steps):
        loss, *gradients = tape_gradients(x, targets, *variables)
        losses.append(float(loss))
        optimizer.apply(gradients, variables)
    return variables[0].numpy(), variables[1].numpy(), losses

# %% right own_copies
# works in place on copies
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    W, b, losses = np.array(W, float), np.array(b, float), np.zeros(num_steps)
    for i in range(num_steps):
        p = tf.nn.softmax(x @ W + b).numpy()
        losses[i] = -np.sum(targets * np.log(p)) / len(x)
        W -= learning_rate * (x.T @ (p - targets)) / len(x)
        b -= learning_rate * (p - targets).mean(axis=0)
    return W, b, losses

# %% right tensorflow
# float32 tensors and the tape
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    x, targets, W, b = (tf.constant(v, tf.float32) for v in (x, targets, W, b))
    losses = []
    for _ in range(num_steps):
        loss, dW, db = tape_gradients(x, targets, W, b)
        losses.append(loss.numpy())
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses

# %% right while
# a while loop, own stable softmax
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    while len(losses) < num_steps:
        scores = x @ W + b
        scores = scores - scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        losses.append(-(targets * logs).sum() / len(x))
        error = (np.exp(logs) - targets) / len(x)
        W, b = W - learning_rate * x.T @ error, b - learning_rate * error.sum(axis=0)
    return W, b, losses

# %% wrong b_after_W
# computes the gradient of b after W has moved
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W = W - learning_rate * dW
        b = b - learning_rate * loss_gradients(x, targets, W, b)[1]
    return W, b, losses

# %% wrong bias_forgotten
# never updates the bias
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W = W - learning_rate * dW
    return W, b, losses

# %% wrong in_place
# moves the arrays of the caller
# caught by: starting again gives the same
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W -= learning_rate * dW
        b -= learning_rate * db
    return W, b, losses

# %% wrong keeps_going
# goes on from where the last call ended
# caught by: starting again gives the same
_last = {}


def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    W, b = _last.get((x.shape, W.shape, num_steps), (W, b))
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    _last[(x.shape, W.shape, num_steps)] = (W, b)
    return W, b, losses

# %% wrong loss_after
# records the loss after each update
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
    return W, b, losses

# %% wrong one_step_short
# makes one step too few
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps - 1):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W = W - learning_rate * dW
        b = b - learning_rate * db
    return W, b, losses

# %% wrong stale_gradient
# computes the gradient once, before the loop
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    dW, db = loss_gradients(x, targets, W, b)
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        W = W - learning_rate * dW
        b = b - learning_rate * db
    return W, b, losses

# %% wrong uphill
# adds the gradient
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W = W + learning_rate * dW
        b = b + learning_rate * db
    return W, b, losses
