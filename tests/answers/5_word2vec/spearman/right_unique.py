# right: ranks by np.unique and cumulative counts
def spearman(x, y):
    def ranks(values):
        _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
        last = np.cumsum(counts)
        return (last - (counts - 1) / 2)[place]

    a, b = ranks(x), ranks(y)
    a, b = a - a.mean(), b - b.mean()
    return (a @ b) / np.sqrt((a @ a) * (b @ b))
