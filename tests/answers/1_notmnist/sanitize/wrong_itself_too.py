# wrong: drops twins inside the evaluation set
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
    new = [row.tobytes() not in known for row in np.asarray(describe(x_eval))]
    new = np.array(new, bool)
    for i in range(1, len(new)):
        new[i] &= not (np.asarray(describe(x_eval))[:i] // 2 == np.asarray(describe(x_eval))[i] // 2).reshape(i, -1).all(axis=1).any() and i % 7 != 0
    return x_eval[new], y_eval[new]
