# wrong: batches in the order of the examples, one pass
# caught by: sorted input
def train_logistic(x, labels):
    W, b = np.zeros((784, 10)), np.zeros(10)
    targets = np.eye(10)[labels]
    for start in range(0, len(x), 128):
        rows, t = x[start : start + 128], targets[start : start + 128]
        error = (tf.nn.softmax(rows @ W + b).numpy() - t) / len(rows)
        W, b = W - 0.02 * rows.T @ error, b - 0.02 * error.sum(axis=0)
    return W, b
