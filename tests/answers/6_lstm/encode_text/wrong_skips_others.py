# wrong: drops other characters
# caught by: other characters
def encode_text(text):
    return np.array([ALPHABET.index(c) for c in text if c in ALPHABET], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
