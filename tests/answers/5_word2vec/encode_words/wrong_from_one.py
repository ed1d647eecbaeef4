# wrong: ids count from one
# caught by: ids are places in the list
def encode_words(words, vocabulary):
    ids = {w: i + 1 for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, 0) for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i - 1] for i in ids]
