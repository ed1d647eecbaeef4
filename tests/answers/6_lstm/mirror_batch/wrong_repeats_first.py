# wrong: repeats the first letter
# caught by: one place to the right
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.concatenate([targets[:, :1], targets[:, :-1]], axis=1), targets
