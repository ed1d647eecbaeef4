# %% right keras
# a Keras model with momentum
def train_logistic(x, labels):
    model = tf.keras.Sequential([tf.keras.Input((784,)), tf.keras.layers.Dense(10)])
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(tf.keras.optimizers.SGD(0.002, momentum=0.9), loss)
    model.fit(x, labels, batch_size=128, epochs=max(4, min(60, 100_000 // len(x))), verbose=0)
    return model.get_weights()

# %% right numpy
# plain NumPy loop over random batches
def train_logistic(x, labels):
    rng = np.random.default_rng(1)
    W, b = np.zeros((784, 10)), np.zeros(10)
    targets = np.eye(10)[labels]
    for step in range(1500):
        batch = rng.integers(0, len(x), 128)
        error = tf.nn.softmax(x[batch] @ W + b).numpy() - targets[batch]
        W -= 0.02 / 128 * (x[batch].T @ error)
        b -= 0.02 / 128 * error.sum(axis=0)
    return W, b

# %% right own_batches
# the loop over shuffled_batches with loss_gradients
def train_logistic(x, labels):
    W, b = np.zeros((784, 10), np.float32), np.zeros(10, np.float32)
    targets = np.eye(10, dtype=np.float32)[labels]
    num_epochs = max(4, 150_000 // len(x))
    for batch in shuffled_batches(len(x), 128, num_epochs, seed=2):
        dW, db = loss_gradients(x[batch], targets[batch], W, b)
        W, b = W - 0.02 * dW, b - 0.02 * db
    return W, b

# %% right sklearn
# scikit-learn's solver on a part of the data
def train_logistic(x, labels):
    rows = np.random.default_rng(0).permutation(len(x))[:6000]
    solver = LogisticRegression(C=0.01, max_iter=100).fit(x[rows], np.asarray(labels)[rows])
    W, b = np.zeros((784, 10)), np.full(10, -1e3)
    W[:, solver.classes_], b[solver.classes_] = solver.coef_.T, solver.intercept_
    return W, b

# %% wrong five_classes_only
# puts all classes above 4 together
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[np.minimum(labels, 4)]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()

# %% wrong in_order
# batches in the order of the examples, one pass
# caught by: sorted input
def train_logistic(x, labels):
    W, b = np.zeros((784, 10)), np.zeros(10)
    targets = np.eye(10)[labels]
    for start in range(0, len(x), 128):
        rows, t = x[start : start + 128], targets[start : start + 128]
        error = (tf.nn.softmax(rows @ W + b).numpy() - t) / len(rows)
        W, b = W - 0.02 * rows.T @ error, b - 0.02 * error.sum(axis=0)
    return W, b

# %% wrong labels_shuffled
# shuffles the images without their labels
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (np.random.default_rng(0).permutation(x), targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()

# %% wrong never_trained
# returns the starting weights
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    return W.numpy(), b.numpy()

# %% wrong rate_far_too_high
# a learning rate of 30
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 30.0), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()

# %% wrong too_short
# trains for ten steps
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (x, targets), steps=10, grade_steps=10)
    return W.numpy(), b.numpy()

# %% wrong transposed_weights
# returns W with one row per class
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy().T, b.numpy()

# %% wrong uphill
# climbs: the learning rate is negative
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, -0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()

# %% wrong global_labels
# trains on the labels of the notebook
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[y_train[: len(x)]]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()

# %% wrong bias_as_a_row
# returns b with an axis too many
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()[None]

# %% wrong classes_of_the_data
# as many columns as classes occur
# caught by: learns four points
def train_logistic(x, labels):
    rows = np.random.default_rng(0).permutation(len(x))[:6000]
    solver = LogisticRegression(C=0.01, max_iter=100).fit(x[rows], np.asarray(labels)[rows])
    return solver.coef_.T, solver.intercept_

# %% [markdown] equivalent
# any constant
#     how long and how fast to train is free; the floor only asks for the accuracy
# any dropped keyword
#     the default number of steps in grading trains well enough too
