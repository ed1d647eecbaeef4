# wrong: another rank correlation
# caught by: a random sample
def spearman(x, y):
    return stats.kendalltau(x, y)[0]
