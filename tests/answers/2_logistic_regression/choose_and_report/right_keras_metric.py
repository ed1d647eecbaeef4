# right: accuracy by a Keras metric
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    def measure(name, x, y):
        metric = tf.keras.metrics.Accuracy()
        metric.update_state(y, models[name](x))
        return float(metric.result())

    scores = [(measure(name, x_valid, y_valid), name) for name in models]
    best = max(scores, key=lambda pair: pair[0])[1]
    return best, measure(best, x_test, y_test)
