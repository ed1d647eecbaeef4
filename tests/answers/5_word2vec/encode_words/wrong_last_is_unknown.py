# wrong: unknown words get the last id
# caught by: unknown words
def encode_words(words, vocabulary):
    ids = {word: i for i, word in enumerate(vocabulary)}
    return np.array([ids.get(word, len(vocabulary) - 1) for word in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
