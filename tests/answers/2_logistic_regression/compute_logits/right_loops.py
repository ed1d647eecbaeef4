# right: three loops
def compute_logits(x, W, b):
    logits = np.zeros((len(x), W.shape[1]))
    for example in range(len(x)):
        for k in range(W.shape[1]):
            logits[example, k] = sum(x[example] * W[:, k]) + b[k]
    return logits
