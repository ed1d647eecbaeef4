# wrong: no ReLU at all
# caught by: the example by hand
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = hidden @ W + b
    W, b = layers[-1]
    return hidden @ W + b
