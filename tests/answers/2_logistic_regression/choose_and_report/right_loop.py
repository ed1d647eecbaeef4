# right: a loop that keeps the best so far
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best_name, best_right = None, -1
    for name in models:
        right = int(np.sum(np.asarray(models[name](x_valid)) == y_valid))
        if right > best_right:
            best_name, best_right = name, right
    answers = np.asarray(models[best_name](x_test))
    return best_name, sum(answers == y_test) / len(y_test)
