# wrong: always divides by the length
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / len(pair[1]))
    return "".join(ALPHABET[i] for i in ids if i)
