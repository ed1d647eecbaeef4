# right: a while loop with the best value kept aside
def stopping_round(perplexities, patience):
    best_value, best_round, t = float("inf"), 0, 0
    while t < len(perplexities) and (t == 0 or t - 1 - best_round < patience):
        if perplexities[t] < best_value:
            best_value, best_round = perplexities[t], t
        t += 1
    return t, best_round
