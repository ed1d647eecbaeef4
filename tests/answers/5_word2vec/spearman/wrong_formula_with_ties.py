# wrong: the shortcut formula, which holds without ties only
# caught by: ties share their rank
def spearman(x, y):
    d = stats.rankdata(x) - stats.rankdata(y)
    n = len(d)
    return 1 - 6 * np.sum(d**2) / (n * (n**2 - 1))
