# right: logarithms of base 2 on both sides, a list
def log_uniform_probabilities(vocab_size):
    whole = math.log2(vocab_size + 1)
    return [(math.log2(k + 2) - math.log2(k + 1)) / whole for k in range(vocab_size)]
