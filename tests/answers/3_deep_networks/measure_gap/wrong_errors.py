# wrong: percent of mistakes instead of right answers
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) != y_train)
    valid_percent = 100 * np.mean(classify(x_valid) != y_valid)
    return train_percent, valid_percent, valid_percent - train_percent
