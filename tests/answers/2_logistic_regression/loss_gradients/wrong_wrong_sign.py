# wrong: target minus guess
# caught by: the paper example
def loss_gradients(x, targets, W, b):
    error = (targets - softmax(x @ W + b, axis=1)) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)
