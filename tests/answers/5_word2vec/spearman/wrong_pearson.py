# wrong: correlates the values
# caught by: only the order counts
def spearman(x, y):
    return np.corrcoef(x, y)[0, 1]
