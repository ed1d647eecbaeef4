# wrong: no special case for 0
# caught by: greedy
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    p = np.exp((logits - logits.max()) / (temperature + 1.0))
    return int(np.argmax(np.cumsum(p / p.sum()) > uniform))
