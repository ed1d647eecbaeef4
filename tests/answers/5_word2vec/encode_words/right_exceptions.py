# right: a loop that catches KeyError
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
