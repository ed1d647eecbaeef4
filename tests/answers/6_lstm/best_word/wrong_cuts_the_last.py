# wrong: always cuts off the last symbol
# caught by: a word without an end
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids[:-1])
