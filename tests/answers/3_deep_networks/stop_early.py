# %% right argmax
# np.argmax over the scores so far; copies of the weights
def stop_early(train_epoch, validate, patience, max_epochs):
    import copy

    scores, kept = [], []
    while len(scores) < max_epochs:
        kept.append(copy.deepcopy(train_epoch()))
        scores.append(validate(kept[-1]))
        if len(scores) - 1 - int(np.argmax(scores)) >= patience:
            break
    best = int(np.argmax(scores))
    return kept[best], scores[best], len(scores)

# %% right counter
# counts down its patience
def stop_early(train_epoch, validate, patience, max_epochs):
    best, left, trained = None, patience, 0
    while trained < max_epochs and left > 0:
        weights = train_epoch()
        trained += 1
        score = validate(weights)
        if best is None or score > best[1]:
            best, left = (weights, score), patience
        else:
            left -= 1
    return best[0], best[1], trained

# %% right for_else
# waits in a counter that a new best resets
def stop_early(train_epoch, validate, patience, max_epochs):
    waited, num_epochs, scores, kept = 0, 0, [], None
    for num_epochs in range(1, max_epochs + 1):
        weights = train_epoch()
        score = validate(weights)
        if not scores or score > max(scores):
            kept, waited = weights, 0
        else:
            waited += 1
        scores.append(score)
        if waited >= patience:
            break
    return kept, max(scores), num_epochs

# %% right history
# keeps everything and looks back
def stop_early(train_epoch, validate, patience, max_epochs):
    weights, scores = [], []
    for _ in range(max_epochs):
        weights.append(train_epoch())
        scores.append(float(validate(weights[-1])))
        best = scores.index(max(scores))
        if len(scores) - 1 - best == patience:
            break
    return weights[best], scores[best], len(scores)

# %% right starts_at_minus_one
# starts from -1, below every accuracy
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, waited = None, -1.0, 0
    for epoch in range(max_epochs):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, waited = weights, reached, 0
            continue
        waited += 1
        if waited == patience:
            break
    return best_weights, best_accuracy, epoch + 1

# %% wrong compares_with_previous
# compares with the epoch before, not with the best
# caught by: many stories
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, before, waited = None, -math.inf, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy = weights, reached
        waited = 0 if reached > before else waited + 1
        before = reached
        if waited >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong first_drop
# stops at the first drop
# caught by: stops, and returns the best
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= 1:
            break
    return best_weights, best_accuracy, epoch

# %% wrong measures_the_best_again
# measures the best weights once more at the end
# caught by: measured once an epoch
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= patience:
            break
    return best_weights, validate(best_weights), epoch

# %% wrong measures_twice
# calls validate to compare, and again to keep
# caught by: measured once an epoch
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        if validate(weights) > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, validate(weights), epoch
        if epoch - best_epoch >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong never_reset
# counts all bad epochs, never starting again
# caught by: many stories
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, bad = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy = weights, reached
        else:
            bad += 1
        if bad >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong one_too_long
# waits one epoch too long
# caught by: stops, and returns the best
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch > patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong patience_at_least
# trains as many epochs as its patience, even if fewer are allowed
# caught by: the last epoch in any case
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max(patience, max_epochs) + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong returns_best_epoch
# returns the number of the best epoch instead of the number trained
# caught by: stops, and returns the best
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= patience:
            break
    return best_weights, best_accuracy, best_epoch

# %% wrong returns_last
# returns the last weights
# caught by: stops, and returns the best
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= patience:
            break
    return weights, best_accuracy, epoch

# %% wrong starts_at_zero
# starts from a best of 0
# caught by: an accuracy of 0
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = np.zeros((2, 2)), 0.0, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong ties_count
# takes an equal score for a new best
# caught by: equal is not better
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -math.inf, 0
    for epoch in range(1, max_epochs + 1):
        weights = train_epoch()
        reached = validate(weights)
        if reached >= best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        if epoch - best_epoch >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% wrong trains_all_epochs_first
# trains every epoch and only then looks where it should have stopped
# caught by: measured once an epoch
def stop_early(train_epoch, validate, patience, max_epochs):
    kept = [train_epoch() for _ in range(max_epochs)]
    scores = [validate(weights) for weights in kept]
    best = 0
    for epoch in range(max_epochs):
        if scores[epoch] > scores[best]:
            best = epoch
        if epoch - best >= patience:
            break
    return kept[best], scores[best], epoch + 1

# %% wrong trains_ahead
# trains the next epoch before it looks whether to stop
# caught by: measured once an epoch
def stop_early(train_epoch, validate, patience, max_epochs):
    best_weights, best_accuracy, best_epoch = None, -1.0, 0
    weights = train_epoch()
    for epoch in range(1, max_epochs + 1):
        reached = validate(weights)
        if reached > best_accuracy:
            best_weights, best_accuracy, best_epoch = weights, reached, epoch
        weights = train_epoch() if epoch < max_epochs else weights
        if epoch - best_epoch >= patience:
            break
    return best_weights, best_accuracy, epoch

# %% [markdown] equivalent
# best_weights, best_accuracy, best_epoch = (None, -math.inf, 0)  ->  best_weights, best_accuracy, best_epoch = (None, -math.inf, -1)
#     the first epoch is better than minus infinity and replaces it
# best_weights, best_accuracy, best_epoch = (None, -math.inf, 0)  ->  best_weights, best_accuracy, best_epoch = (None, -math.inf, 1)
#     the first epoch is better than minus infinity and replaces it
