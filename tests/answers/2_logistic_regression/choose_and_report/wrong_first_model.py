# wrong: takes the first model without measuring
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best = next(iter(models))
    return best, float(np.mean(models[best](x_test) == y_test))
