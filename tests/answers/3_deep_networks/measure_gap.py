# %% right error_rates
# by the share of mistakes, through NumPy's count
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    def percent(x, y):
        mistakes = np.count_nonzero(np.asarray(classify(x)) != np.asarray(y))
        return 100 - 100 * mistakes / len(y)

    train_percent, valid_percent = percent(x_train, y_train), percent(x_valid, y_valid)
    return train_percent, valid_percent, train_percent - valid_percent

# %% right loop
# counts in a loop
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    percents = []
    for x, y in ((x_train, y_train), (x_valid, y_valid)):
        right = sum(int(a == b) for a, b in zip(np.asarray(classify(x)), y))
        percents.append(100 * right / len(y))
    return percents[0], percents[1], percents[0] - percents[1]

# %% right sklearn
# scikit-learn's accuracy
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    from sklearn.metrics import accuracy_score
    a = accuracy_score(y_train, classify(x_train)) * 100
    b = accuracy_score(y_valid, classify(x_valid)) * 100
    return np.array([a, b, a - b])

# %% right tensorflow
# means of comparisons in TensorFlow
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    percents = []
    for x, y in [(x_train, y_train), (x_valid, y_valid)]:
        right = tf.equal(tf.cast(classify(x), tf.int64), tf.cast(y, tf.int64))
        percents.append(100.0 * tf.reduce_mean(tf.cast(right, tf.float64)))
    return percents[0], percents[1], tf.subtract(*percents)

# %% wrong absolute
# the absolute difference
# caught by: a gap may be negative
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) == y_train)
    valid_percent = 100 * np.mean(classify(x_valid) == y_valid)
    return train_percent, valid_percent, abs(train_percent - valid_percent)

# %% wrong clipped
# a negative gap becomes 0
# caught by: a gap may be negative
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) == y_train)
    valid_percent = 100 * np.mean(classify(x_valid) == y_valid)
    return train_percent, valid_percent, max(0, train_percent - valid_percent)

# %% wrong errors
# percent of mistakes instead of right answers
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) != y_train)
    valid_percent = 100 * np.mean(classify(x_valid) != y_valid)
    return train_percent, valid_percent, valid_percent - train_percent

# %% wrong fractions
# fractions instead of percent
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = np.mean(classify(x_train) == y_train)
    valid_percent = np.mean(classify(x_valid) == y_valid)
    return train_percent, valid_percent, train_percent - valid_percent

# %% wrong relative
# the gap relative to training
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) == y_train)
    valid_percent = 100 * np.mean(classify(x_valid) == y_valid)
    return train_percent, valid_percent, 100 * (train_percent - valid_percent) / train_percent

# %% wrong rounded
# rounds to whole percents
# caught by: any classifier
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = round(100 * float(np.mean(classify(x_train) == y_train)))
    valid_percent = round(100 * float(np.mean(classify(x_valid) == y_valid)))
    return train_percent, valid_percent, train_percent - valid_percent

# %% wrong same_size
# divides both counts by the size of the training set
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.sum(classify(x_train) == y_train) / len(y_train)
    valid_percent = 100 * np.sum(classify(x_valid) == y_valid) / len(y_train)
    return train_percent, valid_percent, train_percent - valid_percent

# %% wrong train_twice
# measures the training set twice
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) == y_train)
    valid_percent = 100 * np.mean(classify(x_train) == y_train)
    return train_percent, valid_percent, train_percent - valid_percent

# %% wrong wrong_sign
# validation minus training
# caught by: three of four, one of two
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    train_percent = 100 * np.mean(classify(x_train) == y_train)
    valid_percent = 100 * np.mean(classify(x_valid) == y_valid)
    return train_percent, valid_percent, valid_percent - train_percent

# %% wrong as_many_of_each
# takes only as many rows of each set as the smaller one has, from 100 on
# caught by: any classifier
def measure_gap(classify, x_train, y_train, x_valid, y_valid):
    n = max(min(len(y_train), len(y_valid)), 100)
    train = 100 * np.mean(classify(x_train[:n]) == y_train[:n])
    valid = 100 * np.mean(classify(x_valid[:n]) == y_valid[:n])
    return train, valid, train - valid

