# right: works in place on copies
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    W, b, losses = np.array(W, float), np.array(b, float), np.zeros(num_steps)
    for i in range(num_steps):
        p = tf.nn.softmax(x @ W + b).numpy()
        losses[i] = -np.sum(targets * np.log(p)) / len(x)
        W -= learning_rate * (x.T @ (p - targets)) / len(x)
        b -= learning_rate * (p - targets).mean(axis=0)
    return W, b, losses
