# wrong: writes the label itself instead of 1
# caught by: a small example
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), np.float32)
    rows[np.arange(len(labels)), labels] = labels
    return rows
