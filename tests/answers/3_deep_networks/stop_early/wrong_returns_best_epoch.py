# wrong: returns the number of the best epoch instead of the number trained
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
