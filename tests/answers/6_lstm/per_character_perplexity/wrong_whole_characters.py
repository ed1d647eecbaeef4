# wrong: rounds the number of characters
# caught by: any length
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity ** (1 / int(characters_per_symbol))
