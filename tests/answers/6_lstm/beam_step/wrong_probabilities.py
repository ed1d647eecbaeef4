# wrong: adds probabilities instead of logarithms
# caught by: the toy world
def beam_step(totals, log_probabilities, width):
    candidates = np.exp(np.asarray(totals))[:, None] + np.exp(log_probabilities)
    best = np.argsort(-candidates, axis=None)[:width]
    parents, symbols = np.unravel_index(best, candidates.shape)
    return np.log(candidates[parents, symbols]), parents, symbols
