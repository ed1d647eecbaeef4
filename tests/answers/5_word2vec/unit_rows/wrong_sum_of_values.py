# wrong: rows sum to one
# caught by: three and four make five
def unit_rows(vectors):
    n = np.abs(vectors).sum(axis=1, keepdims=True)
    return vectors / np.where(n == 0, 1, n)
