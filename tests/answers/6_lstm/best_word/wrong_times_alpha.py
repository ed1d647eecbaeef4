# wrong: alpha times the length instead of a power
# caught by: any hypotheses
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / max(1, alpha * len(pair[1])))
    return "".join(ALPHABET[i] for i in ids if i)
