# wrong: takes the labels to start at 1
# caught by: a small example
def one_hot(labels, num_classes):
    return (np.arange(1, num_classes + 1) == np.asarray(labels)[:, None]).astype(np.float32)
