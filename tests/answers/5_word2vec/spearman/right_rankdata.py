# right: rankdata and a formula
def spearman(x, y):
    a, b = stats.rankdata(x), stats.rankdata(y)
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / math.sqrt((a**2).sum() * (b**2).sum())
