# right: pads the strings
def mirror_batch(words, length):
    code = lambda ws, n: np.array([[ord(c) - 96 if c != " " else 0 for c in w.ljust(n)] for w in ws], np.int32)
    inputs, targets = code(words, length), code([w[::-1] for w in words], length + 1)
    return inputs, np.roll(targets, 1, axis=1), targets
