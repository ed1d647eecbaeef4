# wrong: an accented letter becomes its plain letter
# caught by: other characters
def encode_text(text):
    import unicodedata

    plain = [unicodedata.normalize("NFD", c)[0] for c in text]
    return np.array([max(ALPHABET.find(c), 0) for c in plain], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
