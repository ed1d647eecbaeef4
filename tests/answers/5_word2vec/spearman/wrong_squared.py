# wrong: returns the share of variance explained
# caught by: only the order counts
def spearman(x, y):
    return np.corrcoef(stats.rankdata(x), stats.rankdata(y))[0, 1] ** 2
