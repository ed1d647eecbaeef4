# wrong: one example per column
# caught by: a small example
def one_hot(labels, num_classes):
    return (np.arange(num_classes)[:, None] == np.asarray(labels)).astype(np.float32)
