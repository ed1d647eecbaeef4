# right: np.power
def per_character_perplexity(perplexity, characters_per_symbol):
    return float(np.power(perplexity, 1.0 / characters_per_symbol))
