# wrong: records the loss after each update
# caught by: one step by hand
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
    return W, b, losses
