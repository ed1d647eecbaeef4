# wrong: walks from the most likely character down
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    order = np.argsort(-logits)
    weights = np.exp((logits[order] - logits.max()) / temperature)
    cumulative = np.cumsum(weights / weights.sum())
    return int(order[np.searchsorted(cumulative, uniform, side="right")])
