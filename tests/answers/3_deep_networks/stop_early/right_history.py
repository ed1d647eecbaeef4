# right: keeps everything and looks back
def stop_early(train_epoch, validate, patience, max_epochs):
    weights, scores = [], []
    for _ in range(max_epochs):
        weights.append(train_epoch())
        scores.append(float(validate(weights[-1])))
        best = scores.index(max(scores))
        if len(scores) - 1 - best == patience:
            break
    return weights[best], scores[best], len(scores)
