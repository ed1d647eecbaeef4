# right: subtracts the probabilities from the number until it is used up
def pick_character(logits, temperature, uniform):
    logits = np.array(logits, dtype=float)
    if temperature == 0:
        return logits.argmax()
    weights = np.exp((logits - max(logits)) / temperature)
    weights /= weights.sum()
    for k, weight in enumerate(weights):
        uniform -= weight
        if uniform < 0:
            return k
    return len(weights) - 1
