# wrong: returns the loss
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.log(perplexity) / characters_per_symbol
