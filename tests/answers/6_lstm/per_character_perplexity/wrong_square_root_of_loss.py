# wrong: takes the logarithm's root
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.exp(math.log(perplexity) ** (1 / characters_per_symbol))
