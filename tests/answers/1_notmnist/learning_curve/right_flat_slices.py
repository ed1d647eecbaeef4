# right: flattens each slice, in float64, and compares predictions with sklearn.metrics
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
