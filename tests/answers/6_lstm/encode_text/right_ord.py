# right: character codes
def encode_text(text):
    codes = np.array([ord(c) - 96 for c in text], np.int64)
    return np.where((codes >= 1) & (codes <= 26), codes, 0).astype(np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)
