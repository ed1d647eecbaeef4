# right: NumPy, the maximum subtracted
def dot_attention(queries, keys, values):
    queries, keys, values = (np.asarray(a) for a in (queries, keys, values))
    scores = queries @ np.swapaxes(keys, 1, 2)
    powers = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = powers / powers.sum(axis=2, keepdims=True)
    return weights @ values, weights
