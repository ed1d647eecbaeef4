# wrong: searches the list for each word
# caught by: fast on a long text
def encode_words(words, vocabulary):
    return np.array([vocabulary.index(w) if w in vocabulary else 0 for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
