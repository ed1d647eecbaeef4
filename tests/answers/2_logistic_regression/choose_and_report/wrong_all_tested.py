# wrong: measures every model on the test set
# caught by: the test set is touched once
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    tests = {name: np.mean(model(x_test) == y_test) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(tests[best])
