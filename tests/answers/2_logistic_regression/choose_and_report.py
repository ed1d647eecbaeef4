# %% right keras_metric
# accuracy by a Keras metric
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    def measure(name, x, y):
        metric = tf.keras.metrics.Accuracy()
        metric.update_state(y, models[name](x))
        return float(metric.result())

    scores = [(measure(name, x_valid, y_valid), name) for name in models]
    best = max(scores, key=lambda pair: pair[0])[1]
    return best, measure(best, x_test, y_test)

# %% right loop
# a loop that keeps the best so far
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best_name, best_right = None, -1
    for name in models:
        right = int(np.sum(np.asarray(models[name](x_valid)) == y_valid))
        if right > best_right:
            best_name, best_right = name, right
    answers = np.asarray(models[best_name](x_test))
    return best_name, sum(answers == y_test) / len(y_test)

# %% right sklearn
# scikit-learn's accuracy_score
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    from sklearn.metrics import accuracy_score
    names = list(models)
    scores = [accuracy_score(y_valid, models[name](x_valid)) for name in names]
    best = names[int(np.argmax(scores))]
    return best, accuracy_score(y_test, models[best](x_test))

# %% right sorted
# sorts the names by validation accuracy, stable
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    def score(name):
        return np.equal(models[name](x_valid), y_valid).mean()

    best = sorted(models, key=score, reverse=True)[0]
    return best, np.equal(models[best](x_test), y_test).mean()

# %% wrong all_tested
# measures every model on the test set
# caught by: the test set is touched once
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    tests = {name: np.mean(model(x_test) == y_test) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(tests[best])

# %% wrong average_of_both
# chooses by the mean of both accuracies
# caught by: chosen by validation, not by test
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) + 2 * np.mean(model(x_test) == y_test) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(np.mean(models[best](x_test) == y_test))

# %% wrong chooses_worst
# takes the smallest score
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = min(scores, key=scores.get)
    return best, float(np.mean(models[best](x_test) == y_test))

# %% wrong chosen_on_test
# chooses by test accuracy
# caught by: chosen by validation, not by test
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_test) == y_test) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(np.mean(models[best](x_test) == y_test))

# %% wrong first_model
# takes the first model without measuring
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best = next(iter(models))
    return best, float(np.mean(models[best](x_test) == y_test))

# %% wrong order_of_results
# returns the accuracy before the name
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return float(np.mean(models[best](x_test) == y_test)), best

# %% wrong reports_validation
# reports the validation accuracy
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(scores[best])

# %% wrong tested_twice
# runs the chosen model on the test set twice
# caught by: the test set is touched once
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = max(scores, key=scores.get)
    print(np.mean(models[best](x_test) == y_test))
    return best, float(np.mean(models[best](x_test) == y_test))

# %% right counted
# a list of counts and the place of its first maximum
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    names = [*models]
    counts = [np.count_nonzero(np.asarray(models[n](x_valid)) == np.asarray(y_valid)) for n in names]
    winner = names[counts.index(max(counts))]
    right = np.count_nonzero(np.asarray(models[winner](x_test)) == np.asarray(y_test))
    return winner, right / len(y_test)

# %% wrong last_of_equals
# an equal score takes the place of the best so far
# caught by: the first of equals
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best, best_score = None, -1.0
    for name, model in models.items():
        score = np.mean(model(x_valid) == y_valid)
        if score >= best_score:
            best, best_score = name, score
    return best, float(np.mean(models[best](x_test) == y_test))

# %% wrong nothing_when_all_are_wrong
# the best score starts at 0, which nobody exceeds
# caught by: the first of equals
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best, best_score, reached = None, 0.0, 0.0
    for name, model in models.items():
        score = np.mean(model(x_valid) == y_valid)
        if score > best_score:
            best, best_score = name, score
    if best is not None:
        reached = float(np.mean(models[best](x_test) == y_test))
    return best, reached

# %% wrong sorted_pairs
# sorts pairs of score and name, so that the last name of equals wins
# caught by: the first of equals
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    pairs = [(np.mean(model(x_valid) == y_valid), name) for name, model in models.items()]
    best = max(pairs)[1]
    return best, float(np.mean(models[best](x_test) == y_test))

# %% wrong number_of_right
# reports how many, not which share
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, int(np.sum(models[best](x_test) == y_test))

# %% wrong model_itself
# returns the function, not its name
# caught by: the better one is chosen
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    best = max(models.values(), key=lambda model: np.mean(model(x_valid) == y_valid))
    return best, float(np.mean(best(x_test) == y_test))

# %% [markdown] equivalent
# scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}  ->  scores = {name: np.sum(model(x_valid) == y_valid) for name, model in models.items()}
#     on the same rows the largest count is the largest share, and only the choice counts
