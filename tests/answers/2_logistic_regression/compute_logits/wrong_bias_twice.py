# wrong: adds the bias for every feature
# caught by: the tiny example
def compute_logits(x, W, b):
    return sum(np.outer(x[:, j], W[j]) + b for j in range(x.shape[1]))
