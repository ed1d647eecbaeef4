# right: argmax over an array of scores
def best_word(hypotheses, alpha):
    totals = np.array([total for total, _ in hypotheses], float)
    sizes = np.array([len(ids) for _, ids in hypotheses], float)
    ids = list(hypotheses[int(np.argmax(totals / sizes**alpha))][1])
    if ids[-1] == 0:
        ids = ids[:-1]
    return "".join(chr(96 + i) for i in ids)
