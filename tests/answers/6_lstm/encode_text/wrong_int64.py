# wrong: int64
# caught by: int32, also when empty
def encode_text(text):
    return np.array([max(0, ALPHABET.find(c)) for c in text], np.int64)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
