# right: counts bad rounds
def stopping_round(perplexities, patience):
    best, bad = 0, 0
    for t in range(1, len(perplexities)):
        if perplexities[t] < perplexities[best]:
            best, bad = t, 0
        else:
            bad += 1
        if bad >= patience:
            return t + 1, best
    return len(perplexities), best
