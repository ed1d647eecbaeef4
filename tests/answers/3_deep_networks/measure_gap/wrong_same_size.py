# wrong: divides both counts by the size of the training set
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.sum(classify(x_train) == y_train) / len(y_train)
    valid_percent = 100 * np.sum(classify(x_valid) == y_valid) / len(y_train)
    return train_percent, valid_percent, train_percent - valid_percent
