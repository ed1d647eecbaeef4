# wrong: chooses by the mean of both accuracies
# caught by: chosen by validation, not by test
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) + 2 * np.mean(model(x_test) == y_test) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(np.mean(models[best](x_test) == y_test))
