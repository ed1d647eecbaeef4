# right: a loop that sets each 1
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), dtype="float32")
    for row, label in enumerate(labels):
        rows[row, label] = 1.0
    return rows
