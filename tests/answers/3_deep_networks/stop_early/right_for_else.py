# right: waits in a counter that a new best resets
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
