# wrong: adds one bias per example
# caught by: one bias per class
def compute_logits(x, W, b):
    return x @ W + (b[:, None] if len(b) == len(x) else b)
