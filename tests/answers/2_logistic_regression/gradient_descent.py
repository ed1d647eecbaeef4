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

# %% right recursion
# the notebook's functions, a step at a time by recursion
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    if num_steps == 0:
        return W, b, []
    loss = cross_entropy(softmax(compute_logits(x, W, b)), targets)
    dW, db = loss_gradients(x, targets, W, b)
    moved = W - learning_rate * dW, b - learning_rate * db
    *result, later = gradient_descent(x, targets, *moved, learning_rate, num_steps - 1)
    return *result, [loss, *later]

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

# %% wrong starts_at_zero
# starts at zero, whatever is given
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    W, b, losses = np.zeros(W.shape), np.zeros(b.shape), []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses

# %% wrong fixed_rate
# always takes the rate 0.1
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - 0.1 * dW, b - 0.1 * db
    return W, b, losses

# %% wrong fixed_steps
# stops after fifteen steps at most
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(min(num_steps, 15)):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses

# %% wrong one_loss_more
# records the loss at the end too
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = [float(cross_entropy(softmax(x @ W + b), targets))]
    for _ in range(num_steps):
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
    return W, b, losses

# %% wrong last_loss
# returns the last loss alone
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    for _ in range(num_steps):
        loss = float(cross_entropy(softmax(x @ W + b), targets))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, loss

# %% wrong one_example_a_step
# takes one example after the other
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for step in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        row = slice(step % len(x), step % len(x) + 1)
        dW, db = loss_gradients(x[row], targets[row], W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses

# %% wrong momentum
# adds momentum
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses, vW, vb = [], np.zeros(W.shape), np.zeros(b.shape)
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        vW, vb = 0.9 * vW - learning_rate * dW, 0.9 * vb - learning_rate * db
        W, b = W + vW, b + vb
    return W, b, losses

# %% wrong best_so_far
# keeps a step only when the loss fell
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        if len(losses) > 1 and losses[-1] < losses[-2]:
            W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses

# %% wrong inputs_shifted
# takes the mean out of the images it was given
# caught by: starting again gives the same
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    if len(x) > 1:
        x -= x.mean(axis=0)
    return W, b, losses

# %% wrong bias_in_place
# copies W, but moves the caller's b
# caught by: starting again gives the same
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses, W = [], W.copy()
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W -= learning_rate * dW
        b -= learning_rate * db
    return W, b, losses

# %% wrong one_batch
# takes a batch of 128, not all examples
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses, x, targets = [], x[:128], targets[:128]
    for _ in range(num_steps):
        losses.append(cross_entropy(softmax(x @ W + b), targets))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses
