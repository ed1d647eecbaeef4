# wrong: returns the last index when patience lasts
# caught by: patience never runs out
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience:
            return t + 1, best
    return len(perplexities) - 1, best
