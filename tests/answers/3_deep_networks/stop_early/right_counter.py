# right: counts down its patience
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
