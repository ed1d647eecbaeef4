# wrong: transposes the result
# caught by: the tiny example
def compute_logits(x, W, b):
    return (x @ W + b).T
