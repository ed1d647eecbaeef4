# right: numbers all descriptions with np.unique and compares the numbers
def sanitize(x_train, x_eval, y_eval, describe):
    """Drop evaluation images whose description occurs in the training set.

    Args:
        x_train: (n, height, width) training images.
        x_eval: (m, height, width) evaluation images.
        y_eval: ints (m,), their labels.
        describe: function, images (k, height, width) -> array (k, ...).

    Returns:
        (images, labels) that remain, in their old order.
    """
    seen, asked = np.asarray(describe(x_train)), np.asarray(describe(x_eval))
    rows = np.concatenate([seen, asked]).reshape(len(seen) + len(asked), -1)
    numbers = np.unique(rows, axis=0, return_inverse=True)[1].ravel()
    keep = ~np.isin(numbers[len(seen) :], numbers[: len(seen)])
    return x_eval[keep], y_eval[keep]
