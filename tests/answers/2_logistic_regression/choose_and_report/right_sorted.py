# right: sorts the names by validation accuracy, stable
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    def score(name):
        return np.equal(models[name](x_valid), y_valid).mean()

    best = sorted(models, key=score, reverse=True)[0]
    return best, np.equal(models[best](x_test), y_test).mean()
