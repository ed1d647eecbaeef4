# wrong: computes the gradient once, before the loop
# caught by: many steps
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    dW, db = loss_gradients(x, targets, W, b)
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        W = W - learning_rate * dW
        b = b - learning_rate * db
    return W, b, losses
