# wrong: divides
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity / characters_per_symbol
