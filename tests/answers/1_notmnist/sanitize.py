# %% right numbered_descriptions
# numbers all descriptions with np.unique and compares the numbers
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

# %% right row_numbers
# collects row numbers
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
    new = np.flatnonzero(np.array(new, bool))
    return x_eval[new], y_eval[new]

# %% right seen_in
# with bytes of contiguous rows
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
    described = np.ascontiguousarray(describe(x_eval))
    new = [bytes(row.data) not in known for row in described]
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]

# %% right tuples_and_delete
# with tuples of values and np.delete
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
    def keys(images):
        return [tuple(np.ravel(row).tolist()) for row in describe(images)]

    known = set(keys(x_train))
    old = [row for row, key in enumerate(keys(x_eval)) if key in known]
    return np.delete(x_eval, old, axis=0), np.delete(y_eval, old)

# %% right with_seen_in
# asks the function from above
def sanitize(x_train, x_eval, y_eval, describe):
    is_new = ~np.asarray(seen_in(describe(x_train), describe(x_eval)))
    return x_eval[is_new], y_eval[is_new]

# %% right image_by_image
# describes and keeps one image after the other, in lists
def sanitize(x_train, x_eval, y_eval, describe):
    known = set()
    for i in range(len(x_train)):
        known.add(np.asarray(describe(x_train[i : i + 1])).tobytes())
    images, labels = [], []
    for i in range(len(x_eval)):
        if np.asarray(describe(x_eval[i : i + 1])).tobytes() not in known:
            images.append(x_eval[i])
            labels.append(y_eval[i])
    return images, labels

# %% wrong by_position
# compares each row with the training row at the same place
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
    old = [row.tobytes() for row in np.asarray(describe(x_train))]
    new = [old[i : i + 1] != [row.tobytes()] for i, row in enumerate(np.asarray(describe(x_eval)))]
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]

# %% wrong cleans_training
# drops training images instead of evaluation images
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

# %% wrong drops_inner_twins
# also drops what occurs twice in the evaluation set alone
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

# %% wrong ignores_description
# compares the images themselves
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
    known = {row.tobytes() for row in np.asarray(x_train)}
    new = [row.tobytes() not in known for row in np.asarray(x_eval)]
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]

# %% wrong keeps_the_known
# keeps exactly the wrong ones
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
    known = {row.tobytes() for row in np.asarray(describe(x_train))}
    new = [row.tobytes() in known for row in np.asarray(describe(x_eval))]
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]

# %% wrong labels_uncut
# returns all labels
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
    known = {row.tobytes() for row in np.asarray(describe(x_train))}
    new = [row.tobytes() not in known for row in np.asarray(describe(x_eval))]
    new = np.array(new, bool)
    return x_eval[new], y_eval

# %% wrong one_at_a_time
# describes single images, which have one axis less
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

# %% wrong returns_descriptions
# returns descriptions instead of images
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
    return np.asarray(describe(x_eval))[new], y_eval[new]

# %% wrong global_set
# goes on with the set of the last call
# caught by: all or none
_known = set()


def sanitize(x_train, x_eval, y_eval, describe):
    _known.update(row.tobytes() for row in np.asarray(describe(x_train)))
    new = np.array([row.tobytes() not in _known for row in np.asarray(describe(x_eval))], bool)
    return x_eval[new], y_eval[new]

# %% wrong same_place
# compares each image with the training image in the same place
# caught by: drops what is known
def sanitize(x_train, x_eval, y_eval, describe):
    train, evaluation = np.asarray(describe(x_train)), np.asarray(describe(x_eval))
    new = np.ones(len(x_eval), bool)
    for i in range(min(len(train), len(evaluation))):
        new[i] = not np.array_equal(train[i], evaluation[i])
    return x_eval[new], y_eval[new]

# %% wrong sum_of_description
# compares the sums of the descriptions
# caught by: uses the description
def sanitize(x_train, x_eval, y_eval, describe):
    known = {float(np.sum(row)) for row in np.asarray(describe(x_train))}
    new = [float(np.sum(row)) not in known for row in np.asarray(describe(x_eval))]
    return x_eval[np.array(new, bool)], y_eval[np.array(new, bool)]

# %% wrong labels_sorted
# returns the labels in ascending order
# caught by: uses the description
def sanitize(x_train, x_eval, y_eval, describe):
    known = {row.tobytes() for row in np.asarray(describe(x_train))}
    new = [row.tobytes() not in known for row in np.asarray(describe(x_eval))]
    new = np.array(new, bool)
    return x_eval[new], np.sort(y_eval[new])
