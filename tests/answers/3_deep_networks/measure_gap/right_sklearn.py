# right: scikit-learn's accuracy
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    from sklearn.metrics import accuracy_score
    a = accuracy_score(y_train, classify(x_train)) * 100
    b = accuracy_score(y_valid, classify(x_valid)) * 100
    return np.array([a, b, a - b])
