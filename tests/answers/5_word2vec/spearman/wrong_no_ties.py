# wrong: equal values get different ranks
# caught by: ties share their rank
def spearman(x, y):
    return np.corrcoef(np.argsort(np.argsort(x)), np.argsort(np.argsort(y)))[0, 1]
