# wrong: returns int64
# caught by: int32 and unknown words come back as UNK
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, 0) for w in words], np.int64)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
