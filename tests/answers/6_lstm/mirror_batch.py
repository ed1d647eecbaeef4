# %% right concatenate
# np.concatenate
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.concatenate([np.zeros((len(words), 1), np.int32), targets[:, :-1]], axis=1), targets

# %% right letter_by_letter
# fills all three arrays letter by letter
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

# %% right padded_strings
# pads the strings
def mirror_batch(words, length):
    code = lambda ws, n: np.array([[ord(c) - 96 if c != " " else 0 for c in w.ljust(n)] for w in ws], np.int32)
    inputs, targets = code(words, length), code([w[::-1] for w in words], length + 1)
    return inputs, np.roll(targets, 1, axis=1), targets

# %% right roll
# np.roll for the decoder's inputs
def mirror_batch(words, length):
    encode = lambda word, size: [ALPHABET.index(c) for c in word] + [0] * (size - len(word))
    inputs = np.array([encode(w, length) for w in words], np.int32)
    targets = np.array([encode(w[::-1], length + 1) for w in words], np.int32)
    fed = np.roll(targets, 1, axis=1)
    fed[:, 0] = 0
    return inputs, fed, targets

# %% wrong fed_with_the_word
# feeds the decoder the word itself, not its mirror
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(letter) - 96 for letter in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.pad(inputs, ((0, 0), (1, 0))), targets

# %% wrong mirrors_the_filling
# mirrors the whole row
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, :length] = inputs[row, ::-1]
    return inputs, np.pad(targets[:, :-1], ((0, 0), (1, 0))), targets

# %% wrong no_mirror
# copies the word
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids
    return inputs, np.pad(targets[:, :-1], ((0, 0), (1, 0))), targets

# %% wrong not_shifted
# the decoder sees its answer
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, targets, targets

# %% wrong order_of_results
# returns targets before decoder inputs
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(letter) - 96 for letter in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, targets, np.pad(targets[:, :-1], ((0, 0), (1, 0)))

# %% wrong repeats_first
# repeats the first letter
# caught by: one place to the right
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.concatenate([targets[:, :1], targets[:, :-1]], axis=1), targets

# %% wrong shifted_left
# shifts the wrong way
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.pad(targets[:, 1:], ((0, 0), (0, 1))), targets

# %% wrong too_short
# no place for the end
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length), np.int32)
    for row, word in enumerate(words):
        ids = [ord(c) - 96 for c in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.pad(targets[:, :-1], ((0, 0), (1, 0))), targets

# %% wrong floats
# the arrays are floats
# caught by: abc
def mirror_batch(words, length):
    inputs = np.zeros((len(words), length))
    targets = np.zeros((len(words), length + 1))
    for row, word in enumerate(words):
        ids = [ord(letter) - 96 for letter in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    return inputs, np.pad(targets[:, :-1], ((0, 0), (1, 0))), targets

# %% wrong twins_left_out
# a word that comes twice has one row
# caught by: words of all lengths
def mirror_batch(words, length):
    words = list(dict.fromkeys(words))
    inputs = np.zeros((len(words), length), np.int32)
    targets = np.zeros((len(words), length + 1), np.int32)
    for row, word in enumerate(words):
        ids = [ALPHABET.index(letter) for letter in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    decoder_inputs = np.zeros_like(targets)
    decoder_inputs[:, 1:] = targets[:, :-1]
    return inputs, decoder_inputs, targets

# %% wrong stale_buffers
# letters of the batch before show behind short words
# caught by: words of all lengths
BUFFERS = {}


def mirror_batch(words, length):
    key = (len(words), length)
    if key not in BUFFERS:
        BUFFERS[key] = np.zeros((len(words), length), np.int32), np.zeros((len(words), length + 1), np.int32)
    inputs, targets = BUFFERS[key]
    for row, word in enumerate(words):
        ids = [ALPHABET.index(letter) for letter in word]
        inputs[row, : len(ids)] = ids
        targets[row, : len(ids)] = ids[::-1]
    decoder_inputs = np.zeros_like(targets)
    decoder_inputs[:, 1:] = targets[:, :-1]
    return inputs.copy(), decoder_inputs, targets.copy()
