# wrong: ranks the first list only
# caught by: only the order counts
def spearman(x, y):
    return np.corrcoef(stats.rankdata(x), y)[0, 1]
