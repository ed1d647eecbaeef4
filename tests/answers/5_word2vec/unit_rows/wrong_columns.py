# wrong: scales the columns
# caught by: three and four make five
def unit_rows(vectors):
    n = np.linalg.norm(vectors, axis=0)
    return vectors / np.where(n == 0, 1, n)
