# wrong: a is 0
# caught by: a cat
def encode_text(text):
    return np.array([max(0, ord(c) - 97) for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
