# %% right eye
# rows of the identity matrix
def one_hot(labels, num_classes):
    return np.eye(num_classes, dtype=np.float32)[labels]

# %% right loop
# a loop that sets each 1
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), dtype="float32")
    for row, label in enumerate(labels):
        rows[row, label] = 1.0
    return rows

# %% right put_along_axis
# np.put_along_axis
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), np.float32)
    np.put_along_axis(rows, np.asarray(labels)[:, None].astype(int), 1, axis=1)
    return rows

# %% right tensorflow
# tf.one_hot
def one_hot(labels, num_classes):
    return tf.one_hot(labels, num_classes)

# %% right keras
# Keras's to_categorical
def one_hot(labels, num_classes):
    return tf.keras.utils.to_categorical(labels, num_classes).astype(np.float32)

# %% wrong booleans
# leaves the comparison as booleans
# caught by: floating point
def one_hot(labels, num_classes):
    return (np.arange(num_classes) == np.asarray(labels)[:, None])

# %% wrong columns
# one example per column
# caught by: a small example
def one_hot(labels, num_classes):
    return (np.arange(num_classes)[:, None] == np.asarray(labels)).astype(np.float32)

# %% wrong counts_from_one
# takes the labels to start at 1
# caught by: a small example
def one_hot(labels, num_classes):
    return (np.arange(1, num_classes + 1) == np.asarray(labels)[:, None]).astype(np.float32)

# %% wrong float64
# float64, NumPy's default
# caught by: floating point
def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]

# %% wrong from_largest_label
# as many columns as the largest label needs
# caught by: any number of classes
def one_hot(labels, num_classes):
    return (np.arange(max(labels) + 1) == np.asarray(labels)[:, None]).astype(np.float32)

# %% wrong squeezed
# drops the batch axis of a batch of one
# caught by: batch of one and int32
def one_hot(labels, num_classes):
    return (np.arange(num_classes) == np.asarray(labels)[:, None]).astype(np.float32).squeeze()

# %% wrong ten_columns
# always ten columns
# caught by: any number of classes
def one_hot(labels, num_classes):
    return (np.arange(10) == np.asarray(labels)[:, None]).astype(np.float32)

# %% wrong values_not_ones
# writes the label itself instead of 1
# caught by: a small example
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), np.float32)
    rows[np.arange(len(labels)), labels] = labels
    return rows

# %% wrong eye_of_largest
# the identity matrix ends at the largest label
# caught by: a small example
def one_hot(labels, num_classes):
    return np.eye(labels.max() + 1, dtype=np.float32)[labels]

# %% wrong eye_of_batch
# the identity matrix has a row for each example
# caught by: a small example
def one_hot(labels, num_classes):
    return np.eye(len(labels), num_classes, dtype=np.float32)[labels]

# %% wrong square
# makes a square matrix
# caught by: floating point
def one_hot(labels, num_classes):
    rows = np.zeros((num_classes, num_classes), np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows[: len(labels)]

# %% wrong classes_that_occur
# a column for each class that occurs
# caught by: a small example
def one_hot(labels, num_classes):
    return (np.unique(labels) == labels[:, None]).astype(np.float32)

# %% wrong int64_only
# leaves out labels that are not int64
# caught by: batch of one and int32
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), np.float32)
    if labels.dtype == np.int64:
        rows[np.arange(len(labels)), labels] = 1
    return rows

# %% wrong two_ones
# sets all columns up to the label
# caught by: a small example
def one_hot(labels, num_classes):
    return (np.arange(num_classes) <= labels[:, None]).astype(np.float32)

# %% wrong flat
# returns one long row
# caught by: a small example
def one_hot(labels, num_classes):
    return np.eye(num_classes, dtype=np.float32)[labels].ravel()

# %% wrong overflowing_places
# places in the flat array are of the labels' type, which may be small
# caught by: batch of one and int32
def one_hot(labels, num_classes):
    result = np.zeros(len(labels) * num_classes, np.float32)
    starts = (np.arange(len(labels)) * num_classes).astype(labels.dtype)
    result[labels + starts] = 1
    return result.reshape(-1, num_classes)
