# wrong: decodes to a list
# caught by: round trip
def encode_text(text):
    return np.array([max(0, ALPHABET.find(c)) for c in text], np.int32)


def decode_text(ids):
    return [ALPHABET[i] for i in ids]
