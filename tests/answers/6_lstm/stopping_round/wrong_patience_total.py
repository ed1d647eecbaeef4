# wrong: counts all bad rounds, not those in a row
# caught by: any curve
def stopping_round(perplexities, patience):
    best, bad = 0, 0
    for current, value in enumerate(perplexities[1:], start=1):
        if value < perplexities[best]:
            best = current
        else:
            bad += 1
        if bad >= patience:
            return current + 1, best
    return len(perplexities), best
