# right: a running mean in NumPy
def consensus(dropped_logits, x, num_members):
    mean = 0.0
    for i in range(num_members):
        scores = np.asarray(dropped_logits(x), np.float64)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        mean += (powers / powers.sum(axis=1, keepdims=True) - mean) / (i + 1)
    return mean
