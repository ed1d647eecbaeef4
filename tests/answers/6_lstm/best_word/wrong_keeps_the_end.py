# wrong: the end becomes a space at the end of the word
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids)
