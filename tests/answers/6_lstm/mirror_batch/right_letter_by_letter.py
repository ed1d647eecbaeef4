# right: fills all three arrays letter by letter
def mirror_batch(words, length):
    n = len(words)
    inputs = np.zeros((n, length), dtype="int32")
    fed, targets = np.zeros((2, n, length + 1), dtype="int32")
    for k, word in enumerate(words):
        for place, letter in enumerate(word):
            code = ord(letter) - ord("a") + 1
            inputs[k, place] = code
            targets[k, len(word) - 1 - place] = code
            fed[k, len(word) - place] = code
    return inputs, fed, targets
