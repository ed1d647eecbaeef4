# wrong: adds alpha for each symbol instead of dividing
# caught by: any hypotheses
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] + alpha * len(pair[1]))
    return "".join(ALPHABET[i] for i in ids if i)
