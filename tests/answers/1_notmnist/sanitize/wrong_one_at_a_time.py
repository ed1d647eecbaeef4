# wrong: describes single images, which have one axis less
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
    known = {np.asarray(describe(image)).tobytes() for image in x_train}
    new = [np.asarray(describe(image)).tobytes() not in known for image in x_eval]
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]
