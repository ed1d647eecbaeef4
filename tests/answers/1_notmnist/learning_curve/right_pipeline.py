# right: with a pipeline that flattens, cloned for each size
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
