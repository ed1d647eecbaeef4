# wrong: runs the chosen model on the test set twice
# caught by: the test set is touched once
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = max(scores, key=scores.get)
    print(np.mean(models[best](x_test) == y_test))
    return best, float(np.mean(models[best](x_test) == y_test))
