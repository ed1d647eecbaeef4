# wrong: starts from a best of 0
# caught by: scores below zero
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
