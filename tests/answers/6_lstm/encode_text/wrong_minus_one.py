# wrong: other characters become -1
# caught by: other characters
def encode_text(text):
    return np.array([ALPHABET.find(c) for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
