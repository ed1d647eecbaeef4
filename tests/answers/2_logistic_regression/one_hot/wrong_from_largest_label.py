# wrong: as many columns as the largest label needs
# caught by: any number of classes
def one_hot(labels, num_classes):
    return (np.arange(max(labels) + 1) == np.asarray(labels)[:, None]).astype(np.float32)
