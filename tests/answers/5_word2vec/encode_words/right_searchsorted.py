# right: binary search instead of a dictionary
def encode_words(words, vocabulary):
    names = np.array(vocabulary)
    order = np.argsort(names)
    place = np.searchsorted(names[order], words).clip(0, len(names) - 1)
    found = order[place]
    return np.where(names[found] == np.array(words), found, 0).astype(np.int32)


def decode_ids(ids, vocabulary):
    return [vocabulary[i] for i in ids]
