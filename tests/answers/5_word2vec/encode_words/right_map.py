# right: fromiter and map, a tuple of words
def encode_words(words, vocabulary):
    ids = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    return np.fromiter((ids.get(word, 0) for word in words), dtype=np.int32, count=len(words))


def decode_ids(ids, vocabulary):
    return list(map(vocabulary.__getitem__, np.asarray(ids).tolist()))
