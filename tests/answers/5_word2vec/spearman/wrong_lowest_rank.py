# wrong: equal values all get the lowest rank
# caught by: ties share their rank
def spearman(x, y):
    def ranks(v):
        v = np.asarray(v)
        return (v[None] < v[:, None]).sum(axis=1)

    return np.corrcoef(ranks(x), ranks(y))[0, 1]
