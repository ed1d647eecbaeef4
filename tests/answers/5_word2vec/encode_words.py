# %% right defaultdict
# defaultdict and a NumPy lookup
def encode_words(words, vocabulary):
    ids = collections.defaultdict(int, zip(vocabulary, range(len(vocabulary))))
    return np.fromiter((ids[w] for w in words), np.int32, len(words))


def decode_ids(ids, vocabulary):
    return list(np.array(vocabulary)[np.asarray(ids)])

# %% right exceptions
# a loop that catches KeyError
def encode_words(words, vocabulary):
    ids = {}
    for i, word in enumerate(vocabulary):
        ids[word] = i
    encoded = np.zeros(len(words), dtype="int32")
    for place, word in enumerate(words):
        try:
            encoded[place] = ids[word]
        except KeyError:
            encoded[place] = 0
    return encoded


def decode_ids(ids, vocabulary):
    words = []
    for i in ids:
        words.append(vocabulary[int(i)])
    return words

# %% right map
# fromiter and map, a tuple of words
def encode_words(words, vocabulary):
    ids = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    return np.fromiter((ids.get(word, 0) for word in words), dtype=np.int32, count=len(words))


def decode_ids(ids, vocabulary):
    return list(map(vocabulary.__getitem__, np.asarray(ids).tolist()))

# %% right searchsorted
# binary search instead of a dictionary
def encode_words(words, vocabulary):
    names = np.array(vocabulary)
    order = np.argsort(names)
    place = np.searchsorted(names[order], words).clip(0, len(names) - 1)
    found = order[place]
    return np.where(names[found] == np.array(words), found, 0).astype(np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong decodes_strings
# decode joins the words
# caught by: round trip
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, 0) for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return " ".join(vocabulary[i] for i in ids)

# %% wrong from_one
# ids count from one
# caught by: ids are places in the list
def encode_words(words, vocabulary):
    ids = {w: i + 1 for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, 0) for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i - 1] for i in ids]

# %% wrong int64
# returns int64
# caught by: int32 and unknown words come back as UNK
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, 0) for w in words], np.int64)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong last_is_unknown
# unknown words get the last id
# caught by: unknown words
def encode_words(words, vocabulary):
    ids = {word: i for i, word in enumerate(vocabulary)}
    return np.array([ids.get(word, len(vocabulary) - 1) for word in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong list_index
# searches the list for each word
# caught by: few comparisons
def encode_words(words, vocabulary):
    return np.array([vocabulary.index(w) if w in vocabulary else 0 for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong minus_one
# unknown words become -1
# caught by: unknown words
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, -1) for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong own_vocabulary
# numbers the words of this text anew
# caught by: ids are places in the list
def encode_words(words, vocabulary):
    known = [word for word in dict.fromkeys(words) if word in set(vocabulary)]
    ids = {word: i + 1 for i, word in enumerate(known)}
    return np.array([ids.get(word, 0) for word in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong skips_unknown
# drops unknown words
# caught by: unknown words
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids[w] for w in words if w in ids], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]

# %% wrong sixteen_bits_between
# ids pass through int16
# caught by: int32 and unknown words come back as UNK
def encode_words(words, vocabulary):
    ids = {word: i for i, word in enumerate(vocabulary)}
    return np.array([ids.get(word, 0) for word in words]).astype(np.int16).astype(np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
