# wrong: forgets the bias when scoring
# caught by: equal to automatic differentiation
def loss_gradients(x, targets, W, b):
    error = (softmax(x @ W, axis=1) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)
