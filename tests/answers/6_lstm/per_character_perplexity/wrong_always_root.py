# wrong: always the square root
# caught by: any length
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.sqrt(perplexity)
