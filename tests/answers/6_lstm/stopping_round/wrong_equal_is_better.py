# wrong: equal counts as an improvement
# caught by: any curve
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v <= perplexities[best]:
            best = t
        if t - best >= patience:
            return t + 1, best
    return len(perplexities), best
