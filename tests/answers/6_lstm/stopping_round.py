# %% right bad_counter
# counts bad rounds
def stopping_round(perplexities, patience):
    best, bad = 0, 0
    for t in range(1, len(perplexities)):
        if perplexities[t] < perplexities[best]:
            best, bad = t, 0
        else:
            bad += 1
        if bad >= patience:
            return t + 1, best
    return len(perplexities), best

# %% right numpy
# argmin of each start
def stopping_round(perplexities, patience):
    for t in range(len(perplexities)):
        best = int(np.argmin(perplexities[: t + 1]))
        if t - best >= patience:
            return t + 1, best
    return len(perplexities), int(np.argmin(perplexities))

# %% right tuple_minimum
# the minimum of all so far, anew each round
def stopping_round(perplexities, patience):
    for trained in range(1, len(perplexities) + 1):
        so_far = list(perplexities[:trained])
        kept = so_far.index(min(so_far))
        if trained - 1 - kept == patience:
            break
    return trained, kept

# %% right while
# a while loop with the best value kept aside
def stopping_round(perplexities, patience):
    best_value, best_round, t = float("inf"), 0, 0
    while t < len(perplexities) and (t == 0 or t - 1 - best_round < patience):
        if perplexities[t] < best_value:
            best_value, best_round = perplexities[t], t
        t += 1
    return t, best_round

# %% wrong against_previous
# compares with the round before
# caught by: any curve
def stopping_round(perplexities, patience):
    bad, best = 0, 0
    for t in range(1, len(perplexities)):
        bad = 0 if perplexities[t] < perplexities[t - 1] else bad + 1
        best = t if perplexities[t] < perplexities[best] else best
        if bad >= patience:
            return t + 1, best
    return len(perplexities), best

# %% wrong best_of_all
# looks into the future
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    return len(perplexities), int(np.argmin(perplexities))

# %% wrong counts_from_zero
# returns the last index when patience lasts
# caught by: patience never runs out
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience:
            return t + 1, best
    return len(perplexities) - 1, best

# %% wrong equal_is_better
# equal counts as an improvement
# caught by: any curve
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v <= perplexities[best]:
            best = t
        if t - best >= patience:
            return t + 1, best
    return len(perplexities), best

# %% wrong index
# returns the index of the last round
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience:
            return t, best
    return len(perplexities), best

# %% wrong keeps_the_last
# keeps the last round
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience:
            return t + 1, t
    return len(perplexities), len(perplexities) - 1

# %% wrong one_more
# one round too patient
# caught by: two bad rounds
def stopping_round(perplexities, patience):
    best = 0
    for t, v in enumerate(perplexities):
        if v < perplexities[best]:
            best = t
        if t - best >= patience + 1:
            return t + 1, best
    return len(perplexities), best

# %% wrong patience_total
# counts all bad rounds, not those in a row
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

# %% wrong least_improvement
# an improvement has to be 0.01 or more
# caught by: any curve
def stopping_round(perplexities, patience, min_delta=0.01):
    best = 0
    for r, value in enumerate(perplexities):
        if value < perplexities[best] - min_delta:
            best = r
        elif r - best >= patience:
            return r + 1, best
    return len(perplexities), best
