# wrong: counts the letters without the end
# caught by: any hypotheses
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda p: p[0] / sum(i > 0 for i in p[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids if i)
