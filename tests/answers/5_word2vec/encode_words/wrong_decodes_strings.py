# wrong: decode joins the words
# caught by: round trip
def encode_words(words, vocabulary):
    ids = {w: i for i, w in enumerate(vocabulary)}
    return np.array([ids.get(w, 0) for w in words], np.int32)


def decode_ids(ids, vocabulary):
    return " ".join(vocabulary[i] for i in ids)
