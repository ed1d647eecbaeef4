# right: replaces small probabilities with np.where
def cross_entropy(probabilities, targets, smallest=1e-7):
    p, t = np.array(probabilities, float), np.array(targets, float)
    logs = np.log(np.where(p < smallest, smallest, p))
    return np.einsum("nc,nc->n", -t, logs).mean()
