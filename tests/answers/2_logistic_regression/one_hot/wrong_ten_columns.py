# wrong: always ten columns
# caught by: any number of classes
def one_hot(labels, num_classes):
    return (np.arange(10) == np.asarray(labels)[:, None]).astype(np.float32)
