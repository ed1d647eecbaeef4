# wrong: draws the training rows at random
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
