# wrong: rounds the targets to one-hot
# caught by: zero at a perfect guess
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W + b, axis=1) - np.eye(len(b))[np.argmax(targets, axis=1)]) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)
