# wrong: stops before z
# caught by: a cat
def encode_text(text):
    return np.array([ord(c) - 96 if "a" <= c < "z" else 0 for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
