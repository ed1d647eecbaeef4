# wrong: drops the sign
# caught by: only the order counts
def spearman(x, y):
    return abs(stats.spearmanr(x, y)[0])
