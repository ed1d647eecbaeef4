# wrong: takes the batch to be two examples
# caught by: any shape
def compute_logits(x, W, b):
    return np.stack([x[0] @ W + b, x[1] @ W + b])
