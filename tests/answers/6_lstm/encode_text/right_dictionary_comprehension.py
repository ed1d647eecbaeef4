# right: a loop with index, -1 for what is not there
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
