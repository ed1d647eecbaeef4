# wrong: decoding drops the spaces at both ends and doubles
# caught by: round trip
def encode_text(text):
    return np.array([max(ALPHABET.find(c), 0) for c in text], np.int32)


def decode_text(ids):
    return " ".join("".join(ALPHABET[i] for i in ids).split())
