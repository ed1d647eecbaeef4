# wrong: compares with the round before
# caught by: any curve
def stopping_round(perplexities, patience):
    bad, best = 0, 0
    for t in range(1, len(perplexities)):
        bad = 0 if perplexities[t] < perplexities[t - 1] else bad + 1
        best = t if perplexities[t] < perplexities[best] else best
        if bad >= patience:
            return t + 1, best
    return len(perplexities), best
