# right: np.roll for the decoder's inputs
def mirror_batch(words, length):
    encode = lambda word, size: [ALPHABET.index(c) for c in word] + [0] * (size - len(word))
    inputs = np.array([encode(w, length) for w in words], np.int32)
    targets = np.array([encode(w[::-1], length + 1) for w in words], np.int32)
    fed = np.roll(targets, 1, axis=1)
    fed[:, 0] = 0
    return inputs, fed, targets
