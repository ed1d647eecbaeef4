# right: a loop that keeps the best score
def best_word(hypotheses, alpha):
    best, chosen = -math.inf, None
    for total, ids in hypotheses:
        score = total / math.pow(len(ids), alpha)
        if score > best:
            best, chosen = score, ids
    letters = [ALPHABET[i] for i in chosen]
    return "".join(letters).rstrip(" ")
