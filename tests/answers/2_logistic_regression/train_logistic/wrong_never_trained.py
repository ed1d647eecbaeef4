# wrong: returns the starting weights
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    return W.numpy(), b.numpy()
