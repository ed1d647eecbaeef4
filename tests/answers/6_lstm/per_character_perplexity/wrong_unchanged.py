# wrong: returns it as it is
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity
