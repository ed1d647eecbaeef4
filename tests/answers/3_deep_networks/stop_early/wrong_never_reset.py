# wrong: counts all bad epochs, never starting again
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
