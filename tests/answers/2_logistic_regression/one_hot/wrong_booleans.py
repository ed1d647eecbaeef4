# wrong: leaves the comparison as booleans
# caught by: floating point
def one_hot(labels, num_classes):
    return (np.arange(num_classes) == np.asarray(labels)[:, None])
