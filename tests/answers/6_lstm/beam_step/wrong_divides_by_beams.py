# wrong: splits the flat index by the number of beams
# caught by: parents and symbols belong to the totals
def beam_step(totals, log_probabilities, width):
    candidates = (np.asarray(totals)[:, None] + np.asarray(log_probabilities)).ravel()
    best = np.argsort(-candidates)[:width]
    beams = len(totals)
    return candidates[best], best // beams, best % beams
