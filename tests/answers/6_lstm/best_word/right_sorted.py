# right: sorts by the score, best first
def best_word(hypotheses, alpha):
    scored = sorted(((t / len(i) ** alpha, tuple(i)) for t, i in hypotheses), reverse=True)
    return decode_text(scored[0][1]).strip()
