# right: scikit-learn's accuracy_score
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    from sklearn.metrics import accuracy_score
    names = list(models)
    scores = [accuracy_score(y_valid, models[name](x_valid)) for name in names]
    best = names[int(np.argmax(scores))]
    return best, accuracy_score(y_test, models[best](x_test))
