# right: the product term of SciPy
def entropy(probabilities):
    from scipy.special import entr
    return entr(probabilities).sum(axis=1)
