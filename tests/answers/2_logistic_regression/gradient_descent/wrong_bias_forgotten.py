# wrong: never updates the bias
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W = W - learning_rate * dW
    return W, b, losses
