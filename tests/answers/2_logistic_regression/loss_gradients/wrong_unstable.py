# wrong: overflows for large scores
# caught by: sure and wrong
def loss_gradients(x, targets, W, b):
    error = ((np.exp(x @ W + b) / np.exp(x @ W + b).sum(axis=1, keepdims=True)) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)
