# right: a sorted list of tuples
def beam_step(totals, log_probabilities, width):
    c = sorted((-(t + l), p, s) for p, (t, row) in enumerate(zip(totals, log_probabilities)) for s, l in enumerate(row))[:width]
    return np.array([-v for v, _, _ in c]), np.array([p for _, p, _ in c]), np.array([s for _, _, s in c])
