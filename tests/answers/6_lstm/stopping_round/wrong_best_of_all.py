# wrong: looks into the future
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    return len(perplexities), int(np.argmin(perplexities))
