# right: through the loss
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.exp(math.log(perplexity) / characters_per_symbol)
