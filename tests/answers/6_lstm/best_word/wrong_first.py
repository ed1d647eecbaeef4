# wrong: takes the first hypothesis
# caught by: a or ab
def best_word(hypotheses, alpha):
    return "".join(ALPHABET[i] for i in hypotheses[0][1] if i)
