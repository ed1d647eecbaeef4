# right: one function that goes down the stack and comes back
def stack_gradients(x, labels, parameters):
    def descend(h, below):
        (W, b), above = below[0], below[1:]
        z = h @ W + b
        if above:
            loss, upstream, gradients = descend(np.maximum(z, 0), above)
            upstream = upstream * (z > 0)
        else:
            shifted = z - z.max(axis=1, keepdims=True)
            logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            targets = np.eye(z.shape[1])[labels]
            loss, gradients = -(targets * logs).sum() / len(h), []
            upstream = (np.exp(logs) - targets) / len(h)
        return loss, upstream @ W.T, [(h.T @ upstream, upstream.sum(axis=0)), *gradients]

    loss, _, gradients = descend(x, parameters)
    return loss, gradients
