# wrong: keeps the best in no order
# caught by: best of all pairs
def beam_step(totals, log_probabilities, width):
    c = np.asarray(totals)[:, None] + np.asarray(log_probabilities)
    b = np.sort(np.argsort(-c, axis=None)[:width])
    p, s = np.unravel_index(b, c.shape)
    return c[p, s], p, s
