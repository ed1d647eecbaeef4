# wrong: divides probabilities by the temperature
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = logits - logits.max()
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.argmax(np.cumsum(p) > uniform))
