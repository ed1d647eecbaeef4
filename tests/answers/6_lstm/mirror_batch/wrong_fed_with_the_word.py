# wrong: feeds the decoder the word itself, not its mirror
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(letter) - 96 for letter in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.pad(inputs, ((0, 0), (1, 0))), targets
