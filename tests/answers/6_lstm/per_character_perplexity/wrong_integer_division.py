# wrong: whole division in the exponent
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity ** (1 // characters_per_symbol)
