# wrong: compares the number with sums that do not end at one
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    cumulative = np.cumsum(np.exp(logits / temperature))
    return int(np.searchsorted(cumulative, uniform, side="right"))
