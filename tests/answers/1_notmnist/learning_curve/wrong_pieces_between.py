# wrong: trains on the rows between one size and the next
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
