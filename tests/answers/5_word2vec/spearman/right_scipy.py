# right: scipy.stats
def spearman(x, y):
    return float(stats.spearmanr(x, y)[0])
