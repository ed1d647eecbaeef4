# wrong: leaves the bias out
# caught by: the tiny example
def compute_logits(x, W, b):
    return x @ W
