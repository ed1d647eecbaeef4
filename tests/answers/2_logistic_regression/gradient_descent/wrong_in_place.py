# wrong: moves the arrays of the caller
# caught by: starting again gives the same
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W -= learning_rate * dW
        b -= learning_rate * db
    return W, b, losses
