# right: through bits
def per_character_perplexity(perplexity, characters_per_symbol):
    return 2 ** (math.log2(perplexity) / characters_per_symbol)
