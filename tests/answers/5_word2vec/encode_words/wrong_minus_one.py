# wrong: unknown words become -1
# caught by: unknown words
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, -1) for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
