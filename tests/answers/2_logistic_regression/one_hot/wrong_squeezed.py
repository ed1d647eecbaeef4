# wrong: drops the batch axis of a batch of one
# caught by: batch of one and int32
def one_hot(labels, num_classes):
    return (np.arange(num_classes) == np.asarray(labels)[:, None]).astype(np.float32).squeeze()
