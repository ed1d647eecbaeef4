# wrong: ignores the given number
# caught by: half, three tenths, a fifth
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = (logits - logits.max()) / temperature
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.random.choice(len(p), p=p))
