# wrong: goes on from where the last call ended
# caught by: starting again gives the same
_last = {}


def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    W, b = _last.get((x.shape, W.shape, num_steps), (W, b))
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    _last[(x.shape, W.shape, num_steps)] = (W, b)
    return W, b, losses
