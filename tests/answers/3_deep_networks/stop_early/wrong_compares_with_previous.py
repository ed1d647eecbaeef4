# wrong: compares with the epoch before, not with the best
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
