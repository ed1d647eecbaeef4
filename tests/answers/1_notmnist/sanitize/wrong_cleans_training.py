# wrong: drops training images instead of evaluation images
# caught by: drops what is known
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
    known = {row.tobytes() for row in np.asarray(describe(x_eval))}
    new = [row.tobytes() not in known for row in np.asarray(describe(x_train))]
    new = np.array(new, bool)
    return x_train[new], y_eval[: len(x_train)][new]
