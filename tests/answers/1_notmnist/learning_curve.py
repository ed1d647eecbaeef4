# %% right accuracy_by_hand
# counts right answers itself
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(np.mean(model.predict(rows_test) == y_test))
    return curve

# %% right comprehension
# as one comprehension
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    def accuracy(size):
        model = LogisticRegression(max_iter=50)
        model.fit(rows_train[:size], y_train[:size])
        return model.score(rows_test, y_test)

    return {size: accuracy(size) for size in sizes}

# %% right flat_slices
# flattens each slice, in float64, and compares predictions with sklearn.metrics
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    from sklearn.metrics import accuracy_score

    def flat(images):
        return np.asarray(images, np.float64).reshape(len(images), -1)

    accuracies = []
    for size in sizes:
        model = LogisticRegression(max_iter=50)
        model.fit(flat(x_train[:size]), np.asarray(y_train)[:size])
        accuracies.append(accuracy_score(y_test, model.predict(flat(x_test))))
    return dict(zip(sizes, accuracies))

# %% right pipeline
# with a pipeline that flattens, cloned for each size
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    from sklearn.base import clone
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    flatten = FunctionTransformer(lambda images: np.reshape(images, (len(images), -1)))
    blank = make_pipeline(flatten, LogisticRegression(max_iter=50))
    models = {size: clone(blank).fit(x_train[:size], y_train[:size]) for size in sizes}
    return {size: model.score(x_test, y_test) for size, model in models.items()}

# %% right pixels_by_hand
# flattens and counts by hand
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    flat = np.array([image.ravel() for image in x_test])
    result = dict()
    for size in sizes:
        model = LogisticRegression(max_iter=50)
        model.fit([image.ravel() for image in x_train[:size]], y_train[:size])
        result[int(size)] = np.mean(model.predict(flat) == y_test)
    return result

# %% right float32_rows
# computes in float32
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    curve, rows = {}, np.float32(x_test).reshape(len(x_test), -1)
    for size in sizes:
        model = LogisticRegression(max_iter=50)
        model.fit(np.float32(x_train[:size]).reshape(size, -1), y_train[:size])
        curve[size] = model.score(rows, y_test)
    return curve

# %% wrong a_list
# returns a list
# caught by: an easy problem
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return list(curve.values())

# %% wrong all_rows
# fits to all rows, whatever the size
# caught by: only the first rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train, y_train)
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong error_rate
# returns the share of wrong answers
# caught by: an easy problem
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = 1 - float(model.score(rows_test, y_test))
    return curve

# %% wrong few_test_rows
# measures on only as many test rows as it trained on
# caught by: same as scikit-learn
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test[:size], y_test[:size]))
    return curve

# %% wrong fits_both
# adds the test rows to the training rows
# caught by: never fits on test rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(np.concatenate([rows_train[:size], rows_test]), np.concatenate([y_train[:size], y_test]))
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong fits_test
# fits to the test rows
# caught by: never fits on test rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_test[:size], y_test[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong last_rows
# takes the last rows
# caught by: only the first rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[-size:], y_train[-size:])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong percent
# returns percents
# caught by: same as scikit-learn
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = 100 * float(model.score(rows_test, y_test))
    return curve

# %% wrong pieces_between
# trains on the rows between one size and the next
# caught by: an easy problem
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve, start = {}, 0
    for size in sizes:
        model = LogisticRegression(max_iter=50)
        model.fit(rows_train[start:size], y_train[start:size])
        curve[size] = float(model.score(rows_test, y_test))
        start = size
    return curve

# %% wrong random_rows
# draws the training rows at random
# caught by: only the first rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    rng = np.random.default_rng(133)
    curve = {}
    for size in sizes:
        rows = rng.choice(len(x_train), size, replace=False)
        model = LogisticRegression(max_iter=50).fit(rows_train[rows], y_train[rows])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong training_accuracy
# reports the accuracy on the training rows
# caught by: never fits on test rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_train[:size], y_train[:size]))
    return curve

# %% wrong default_rounds
# leaves max_iter at its default
# caught by: same as scikit-learn
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    rows_train, rows_test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression().fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong thousand_rounds
# takes max_iter=1000, so that nothing is warned of
# caught by: same as scikit-learn
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    rows_train, rows_test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=1000).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong scaled_by_all
# measures the scale on training and test rows together
# caught by: never fits on test rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    from sklearn.preprocessing import StandardScaler

    rows_train, rows_test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    scaler = StandardScaler().fit(np.concatenate([rows_train, rows_test]))
    rows_train, rows_test = scaler.transform(rows_train), scaler.transform(rows_test)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong scaled_each
# scales the test rows by their own mean and deviation
# caught by: never fits on test rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    from sklearn.preprocessing import StandardScaler

    rows_train = StandardScaler().fit_transform(x_train.reshape(len(x_train), -1))
    rows_test = StandardScaler().fit_transform(x_test.reshape(len(x_test), -1))
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong scaled_by_test
# scales everything by the mean and deviation of the test rows
# caught by: never fits on test rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    rows_train, rows_test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    mean, deviation = rows_test.mean(axis=0), rows_test.std(axis=0)
    rows_train, rows_test = (rows_train - mean) / deviation, (rows_test - mean) / deviation
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong sorted_sizes
# goes through the sizes in ascending order
# caught by: an easy problem
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    rows_train, rows_test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sorted(sizes):
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong one_model
# fits once and measures that model for every size
# caught by: only the first rows
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    rows_train, rows_test = x_train.reshape(len(x_train), -1), x_test.reshape(len(x_test), -1)
    curve, model = {}, LogisticRegression(max_iter=50)
    model.fit(rows_train[: sizes[0]], y_train[: sizes[0]])
    for size in sizes:
        curve[size] = float(model.score(rows_test, y_test))
    return curve

# %% wrong warm_start
# one model goes on from size to size, where each size asks for a fresh one
# caught by: same as scikit-learn
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    rows_train = x_train.reshape(len(x_train), -1)
    rows_test = x_test.reshape(len(x_test), -1)
    model, curve = LogisticRegression(max_iter=50, warm_start=True), {}
    for size in sizes:
        model.fit(rows_train[:size], y_train[:size])
        curve[size] = model.score(rows_test, y_test)
    return curve

# %% [markdown] equivalent
# model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])  ->  model = LogisticRegression(max_iter=49).fit(rows_train[:size], y_train[:size])
#     one round more or less hardly changes the model
# model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])  ->  model = LogisticRegression(max_iter=51).fit(rows_train[:size], y_train[:size])
#     one round more or less hardly changes the model
