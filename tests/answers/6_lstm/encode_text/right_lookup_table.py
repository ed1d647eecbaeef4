# right: a table of character codes, and np.take to decode
def encode_text(text):
    table = np.zeros(0x110000, np.int32)
    table[ord("a") : ord("z") + 1] = np.arange(1, 27)
    return table[[ord(c) for c in text]] if text else np.zeros(0, np.int32)


def decode_text(ids):
    return "".join(np.take(list(ALPHABET), np.asarray(ids, int)).tolist())
