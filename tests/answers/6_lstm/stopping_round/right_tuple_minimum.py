# right: the minimum of all so far, anew each round
def stopping_round(perplexities, patience):
    for trained in range(1, len(perplexities) + 1):
        so_far = list(perplexities[:trained])
        kept = so_far.index(min(so_far))
        if trained - 1 - kept == patience:
            break
    return trained, kept
