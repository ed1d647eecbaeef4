# right: np.put_along_axis
def one_hot(labels, num_classes):
    rows = np.zeros((len(labels), num_classes), np.float32)
    np.put_along_axis(rows, np.asarray(labels)[:, None].astype(int), 1, axis=1)
    return rows
