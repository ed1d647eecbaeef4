# wrong: returns the index of the last round
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience:
            return t, best
    return len(perplexities), best
