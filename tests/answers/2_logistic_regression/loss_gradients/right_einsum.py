# right: sums over indices, mean at the end
def loss_gradients(x, targets, W, b):
    error = softmax(np.add(x @ W, b), axis=-1) - targets
    return np.einsum("nf,nc->fc", x, error) / len(x), np.mean(error, axis=0)
