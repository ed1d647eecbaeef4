# wrong: numbers the words of this text anew
# caught by: ids are places in the list
def encode_words(words, vocabulary):
    known = [word for word in dict.fromkeys(words) if word in set(vocabulary)]
    ids = {word: i + 1 for i, word in enumerate(known)}
    return np.array([ids.get(word, 0) for word in words], np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
