# %% right dictionary_comprehension
# a loop with index, -1 for what is not there
def encode_text(text):
    found = []
    for character in text:
        place = ALPHABET.find(character)
        found.append(place if place > 0 else 0)
    return np.asarray(found, dtype="int32")


def decode_text(ids):
    text = ""
    for i in ids:
        text += ALPHABET[int(i)]
    return text

# %% right find
# str.find
def encode_text(text):
    return np.array([max(0, ALPHABET.find(c)) for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% right lookup_table
# a table of character codes, and np.take to decode
def encode_text(text):
    table = np.zeros(0x110000, np.int32)
    table[ord("a") : ord("z") + 1] = np.arange(1, 27)
    return table[[ord(c) for c in text]] if text else np.zeros(0, np.int32)


def decode_text(ids):
    return "".join(np.take(list(ALPHABET), np.asarray(ids, int)).tolist())

# %% right ord
# character codes
def encode_text(text):
    codes = np.array([ord(c) - 96 for c in text], np.int64)
    return np.where((codes >= 1) & (codes <= 26), codes, 0).astype(np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong accents_folded
# an accented letter becomes its plain letter
# caught by: other characters
def encode_text(text):
    import unicodedata

    plain = [unicodedata.normalize("NFD", c)[0] for c in text]
    return np.array([max(ALPHABET.find(c), 0) for c in plain], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong from_zero
# a is 0
# caught by: a cat
def encode_text(text):
    return np.array([max(0, ord(c) - 97) for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong int64
# int64
# caught by: int32, also when empty
def encode_text(text):
    return np.array([max(0, ALPHABET.find(c)) for c in text], np.int64)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong list
# decodes to a list
# caught by: round trip
def encode_text(text):
    return np.array([max(0, ALPHABET.find(c)) for c in text], np.int32)


def decode_text(ids):
    return [ALPHABET[i] for i in ids]

# %% wrong minus_one
# other characters become -1
# caught by: other characters
def encode_text(text):
    return np.array([ALPHABET.find(c) for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong skips_others
# drops other characters
# caught by: other characters
def encode_text(text):
    return np.array([ALPHABET.index(c) for c in text if c in ALPHABET], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong stripped
# decoding drops the spaces at both ends and doubles
# caught by: round trip
def encode_text(text):
    return np.array([max(ALPHABET.find(c), 0) for c in text], np.int32)


def decode_text(ids):
    return " ".join("".join(ALPHABET[i] for i in ids).split())

# %% wrong z_missing
# stops before z
# caught by: a cat
def encode_text(text):
    return np.array([ord(c) - 96 if "a" <= c < "z" else 0 for c in text], np.int32)


def decode_text(ids):
    return "".join(ALPHABET[i] for i in ids)

# %% wrong capitals_kept
# capitals become small letters, not spaces
# caught by: other characters
def encode_text(text):
    return np.array([max(0, ALPHABET.find(letter)) for letter in text.lower()], dtype=np.int32)


def decode_text(ids):
    return "".join(ALPHABET[int(i)] for i in ids)
