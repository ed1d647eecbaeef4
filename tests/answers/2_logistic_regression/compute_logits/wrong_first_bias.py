# wrong: adds the first bias to every class
# caught by: the tiny example
def compute_logits(x, W, b):
    return x @ W + b[0]
