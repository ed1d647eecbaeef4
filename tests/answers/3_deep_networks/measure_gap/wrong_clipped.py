# wrong: a negative gap becomes 0
# caught by: a gap may be negative
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) == y_train)
    valid_percent = 100 * np.mean(classify(x_valid) == y_valid)
    return train_percent, valid_percent, max(0, train_percent - valid_percent)
