# right: compares logarithms of the costs, so that the smallest wins
def best_word(hypotheses, alpha):
    cost = lambda pair: math.log(-pair[0]) - alpha * math.log(len(pair[1]))
    ids = min(hypotheses, key=cost)[1]
    return "".join(" abcdefghijklmnopqrstuvwxyz"[i] for i in ids).replace(" ", "")
