# wrong: the best child of each hypothesis
# caught by: best of all pairs
def beam_step(totals, log_probabilities, width):
    l = np.asarray(log_probabilities)
    c = np.asarray(totals)[:, None] + l
    s = c.argmax(1)
    k = np.argsort(-c[np.arange(len(s)), s])[:width]
    return c[k, s[k]], k, s[k]
