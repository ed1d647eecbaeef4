# wrong: multiplies number by number
# caught by: the tiny example
def compute_logits(x, W, b):
    return x * W + b
