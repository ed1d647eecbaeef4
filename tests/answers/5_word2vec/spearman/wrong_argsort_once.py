# wrong: the order instead of the ranks
# caught by: a random sample
def spearman(x, y):
    return np.corrcoef(np.argsort(x), np.argsort(y))[0, 1]
