# right: defaultdict and a NumPy lookup
def encode_words(words, vocabulary):
    ids = collections.defaultdict(int, zip(vocabulary, range(len(vocabulary))))
    return np.fromiter((ids[w] for w in words), np.int32, len(words))


def decode_ids(ids, vocabulary):
    return list(np.array(vocabulary)[np.asarray(ids)])
