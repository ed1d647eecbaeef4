# right: np.argmax over the scores so far; copies of the weights
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
