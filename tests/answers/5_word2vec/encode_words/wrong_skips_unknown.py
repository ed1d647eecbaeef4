# wrong: drops unknown words
# caught by: unknown words
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids[w] for w in words if w in ids], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
