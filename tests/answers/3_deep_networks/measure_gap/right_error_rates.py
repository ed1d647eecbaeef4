# right: by the share of mistakes, through NumPy's count
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    def percent(x, y):
        mistakes = np.count_nonzero(np.asarray(classify(x)) != np.asarray(y))
        return 100 - 100 * mistakes / len(y)

    train_percent, valid_percent = percent(x_train, y_train), percent(x_valid, y_valid)
    return train_percent, valid_percent, train_percent - valid_percent
