# wrong: also drops what occurs twice in the evaluation set alone
# caught by: uses the description
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
    known = {row.tobytes() for row in np.asarray(describe(x_train))}
    new = []
    for row in np.asarray(describe(x_eval)):
        new.append(row.tobytes() not in known)
        known.add(row.tobytes())
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]
