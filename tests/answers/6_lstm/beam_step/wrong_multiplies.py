# wrong: multiplies logarithms
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.asarray(totals)[:, None] * np.asarray(log_probabilities)
    best = np.argsort(-candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return candidates[parents, symbols], parents, symbols
