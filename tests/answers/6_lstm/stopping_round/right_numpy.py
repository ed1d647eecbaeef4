# right: argmin of each start
def stopping_round(perplexities, patience):
    for t in range(len(perplexities)):
        best = int(np.argmin(perplexities[: t + 1]))
        if t - best >= patience:
            return t + 1, best
    return len(perplexities), int(np.argmin(perplexities))
