# %% right pandas_free_loop
# pure Python, ranks shared among equals
def spearman(x, y):
    def ranks(values):
        ordered = sorted(values)
        return [ordered.index(v) + (ordered.count(v) + 1) / 2 for v in values]

    a, b = ranks(list(x)), ranks(list(y))
    mean = (len(a) + 1) / 2
    top = sum((i - mean) * (j - mean) for i, j in zip(a, b))
    return top / math.sqrt(sum((i - mean) ** 2 for i in a) * sum((j - mean) ** 2 for j in b))

# %% right rankdata
# rankdata and a formula
def spearman(x, y):
    a, b = stats.rankdata(x), stats.rankdata(y)
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / math.sqrt((a**2).sum() * (b**2).sum())

# %% right scipy
# scipy.stats
def spearman(x, y):
    return float(stats.spearmanr(x, y)[0])

# %% right unique
# ranks by np.unique and cumulative counts
def spearman(x, y):
    def ranks(values):
        _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
        last = np.cumsum(counts)
        return (last - (counts - 1) / 2)[place]

    a, b = ranks(x), ranks(y)
    a, b = a - a.mean(), b - b.mean()
    return (a @ b) / np.sqrt((a @ a) * (b @ b))

# %% wrong absolute
# drops the sign
# caught by: only the order counts
def spearman(x, y):
    return abs(stats.spearmanr(x, y)[0])

# %% wrong argsort_once
# the order instead of the ranks
# caught by: a random sample
def spearman(x, y):
    return np.corrcoef(np.argsort(x), np.argsort(y))[0, 1]

# %% wrong formula_with_ties
# the shortcut formula, which holds without ties only
# caught by: ties share their rank
def spearman(x, y):
    d = stats.rankdata(x) - stats.rankdata(y)
    n = len(d)
    return 1 - 6 * np.sum(d**2) / (n * (n**2 - 1))

# %% wrong kendall
# another rank correlation
# caught by: a random sample
def spearman(x, y):
    return stats.kendalltau(x, y)[0]

# %% wrong lowest_rank
# equal values all get the lowest rank
# caught by: ties share their rank
def spearman(x, y):
    def ranks(v):
        v = np.asarray(v)
        return (v[None] < v[:, None]).sum(axis=1)

    return np.corrcoef(ranks(x), ranks(y))[0, 1]

# %% wrong no_ties
# equal values get different ranks
# caught by: ties share their rank
def spearman(x, y):
    return np.corrcoef(np.argsort(np.argsort(x)), np.argsort(np.argsort(y)))[0, 1]

# %% wrong one_side
# ranks the first list only
# caught by: only the order counts
def spearman(x, y):
    return np.corrcoef(stats.rankdata(x), y)[0, 1]

# %% wrong pearson
# correlates the values
# caught by: only the order counts
def spearman(x, y):
    return np.corrcoef(x, y)[0, 1]

# %% wrong squared
# returns the share of variance explained
# caught by: only the order counts
def spearman(x, y):
    return np.corrcoef(stats.rankdata(x), stats.rankdata(y))[0, 1] ** 2

# %% wrong no_lists
# asks for the shape of what may be a list
# caught by: only the order counts
def spearman(x, y):
    def ranks(values):
        smaller = np.sum(values.reshape(-1, 1) > values, axis=1)
        return smaller + (np.sum(values.reshape(-1, 1) == values, axis=1) + 1) / 2

    return np.corrcoef(ranks(x), ranks(y))[0, 1]

# %% [markdown] equivalent
# equal = (values[None] == values[:, None]).sum(axis=1)  ->  equal = (values[None] == values[:, None]).sum(axis=0)
#     the table of equal pairs is symmetric
# return smaller + (equal + 1) / 2  ->  return smaller + (equal + 0) / 2
#     a correlation does not see a constant added to all ranks
# return smaller + (equal + 1) / 2  ->  return smaller + (equal + 2) / 2
#     a correlation does not see a constant added to all ranks
# return smaller + (equal + 1) / 2  ->  return smaller + (equal - 1) / 2
#     a correlation does not see a constant added to all ranks
# return smaller + (equal + 1) / 2  ->  return smaller + equal / 2
#     a correlation does not see a constant added to all ranks
# return np.corrcoef(ranks(x), ranks(y))[0, 1]  ->  return np.corrcoef(ranks(y), ranks(x))[0, 1]
#     the matrix of correlations is symmetric
