# wrong: float64, NumPy's default
# caught by: floating point
def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]
