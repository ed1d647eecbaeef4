# %% right column_by_column
# column by column with the statistics module
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    import statistics

    scaled = [np.empty(np.shape(x), np.float32) for x in (x_train, x_other)]
    for column in range(np.shape(x_train)[1]):
        values = [float(value) for value in x_train[:, column]]
        mean = statistics.fmean(values)
        deviation = statistics.pstdev(values, mean)
        if deviation < 1e-8:
            deviation = 1.0
        for x, result in zip((x_train, x_other), scaled):
            result[:, column] = [(float(value) - mean) / deviation for value in x[:, column]]
    return tuple(scaled)

# %% right dtype_argument
# tells mean and std to use float64
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    mean = np.mean(x_train, axis=0, dtype=np.float64)
    deviation = np.std(x_train, axis=0, dtype=np.float64)
    deviation[deviation < 1e-8] = 1
    return (
        ((x_train - mean) / deviation).astype(np.float32),
        ((x_other - mean) / deviation).astype(np.float32),
    )

# %% right in_place_on_copies
# works in place, on float64 copies
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    train, other = np.array(x_train, np.float64), np.array(x_other, np.float64)
    mean = train.mean(axis=0)
    train -= mean
    other -= mean
    deviation = np.sqrt(np.mean(np.square(train), axis=0))
    changes = deviation >= 1e-8
    train[:, changes] /= deviation[changes]
    other[:, changes] /= deviation[changes]
    return train.astype(np.float32), other.astype(np.float32)

# %% right sklearn_like
# with explicit sums
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean = wide.sum(axis=0) / len(wide)
    deviation = np.sqrt(((wide - mean) ** 2).sum(axis=0) / len(wide))
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% right scikit_learn
# scikit-learn's scaler, with small deviations set to 1
def standardize(x_train, x_other):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(np.asarray(x_train, np.float64))
    scaler.scale_ = np.where(np.sqrt(scaler.var_) < 1e-8, 1.0, np.sqrt(scaler.var_))
    return [scaler.transform(np.asarray(x, np.float64)).astype("float32") for x in (x_train, x_other)]

# %% wrong both_together
# measures mean and deviation on both sets
# caught by: the others follow
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.concatenate([x_train, x_other]).astype(np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong divides_by_zero
# divides by a deviation of zero
# caught by: a constant feature
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong exactly_zero
# looks for a deviation of exactly zero
# caught by: a constant feature
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation == 0, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong float32
# sums in float32
# caught by: many float32 rows
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float32)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float32) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong in_place
# changes the arrays it was given
# caught by: inputs survive
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    if isinstance(x_train, np.ndarray) and x_train.dtype == np.float64:
        x_train[:], x_other[:] = scaled[0], scaled[1]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong own_statistics
# scales the other rows by their own statistics
# caught by: the others follow
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    scaled = []
    for x in (x_train, x_other):
        wide = np.asarray(x, np.float64)
        deviation = wide.std(axis=0)
        deviation = np.where(deviation < 1e-8, 1.0, deviation)
        scaled.append(((wide - wide.mean(axis=0)) / deviation).astype(np.float32))
    return scaled[0], scaled[1]

# %% wrong variance
# divides by the variance
# caught by: mean 0 and deviation 1
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.var(axis=0)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong whole_array
# one mean for all features
# caught by: a constant feature
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(), wide.std()
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong coarse_threshold
# leaves every feature alone whose deviation is below 0.001
# caught by: a constant feature
def standardize(x_train, x_other):
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation < 1e-3, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong epsilon_added
# adds 1e-8 to every deviation
# caught by: a constant feature
def standardize(x_train, x_other):
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0) + 1e-8
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong constant_not_shifted
# leaves a constant feature as it is
# caught by: a constant feature
def standardize(x_train, x_other):
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    is_constant = deviation < 1e-8
    mean, deviation = np.where(is_constant, 0.0, mean), np.where(is_constant, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong sample_deviation
# divides by n - 1 in the deviation
# caught by: mean 0 and deviation 1
def standardize(x_train, x_other):
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0, ddof=1)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% wrong others_float64
# turns only the training rows into float32
# caught by: many float32 rows
def standardize(x_train, x_other):
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    return ((wide - mean) / deviation).astype(np.float32), (x_other - mean) / deviation

# %% wrong remembers_the_first
# measures once and uses that for every later call
# caught by: the paper example
_measured = []


def standardize(x_train, x_other):
    wide = np.asarray(x_train, np.float64)
    if not _measured:
        _measured.extend([wide.mean(axis=0), wide.std(axis=0)])
    mean, deviation = _measured
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)

# %% [markdown] equivalent
# deviation = np.where(deviation < 1e-08, 1.0, deviation)  ->  deviation = np.where(deviation <= 1e-08, 1.0, deviation)
#     differs only for a deviation of exactly 1e-8
