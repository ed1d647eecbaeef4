# wrong: takes the least probable one
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = min(hypotheses, key=lambda pair: pair[0] / len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids if i)
