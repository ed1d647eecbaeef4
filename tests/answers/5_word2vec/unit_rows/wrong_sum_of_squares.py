# wrong: forgets the root
# caught by: three and four make five
def unit_rows(vectors):
    n = (vectors**2).sum(axis=1, keepdims=True)
    return vectors / np.where(n == 0, 1, n)
