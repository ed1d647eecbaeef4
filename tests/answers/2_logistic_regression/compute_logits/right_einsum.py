# right: a sum over the feature index
def compute_logits(x, W, b):
    return np.einsum("nf,fc->nc", x, W) + np.reshape(b, (1, -1))
