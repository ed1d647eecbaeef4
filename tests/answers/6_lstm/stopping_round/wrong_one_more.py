# wrong: one round too patient
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience + 1:
            return t + 1, best
    return len(perplexities), best
