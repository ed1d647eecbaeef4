# %% right base_two
# through bits
def per_character_perplexity(perplexity, characters_per_symbol):
    return 2 ** (math.log2(perplexity) / characters_per_symbol)

# %% right logarithm
# through the loss
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.exp(math.log(perplexity) / characters_per_symbol)

# %% right numpy
# np.power
def per_character_perplexity(perplexity, characters_per_symbol):
    return float(np.power(perplexity, 1.0 / characters_per_symbol))

# %% right tensorflow
# a TensorFlow number
def per_character_perplexity(perplexity, characters_per_symbol):
    loss = tf.math.log(tf.cast(perplexity, tf.float64))
    return tf.exp(loss / characters_per_symbol)

# %% wrong always_root
# always the square root
# caught by: any length
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.sqrt(perplexity)

# %% wrong divided
# divides
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity / characters_per_symbol

# %% wrong integer_division
# whole division in the exponent
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity ** (1 // characters_per_symbol)

# %% wrong loss
# returns the loss
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.log(perplexity) / characters_per_symbol

# %% wrong power
# the other way round
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity**characters_per_symbol

# %% wrong square_root_of_loss
# takes the logarithm's root
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return math.exp(math.log(perplexity) ** (1 / characters_per_symbol))

# %% wrong unchanged
# returns it as it is
# caught by: pairs
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity

# %% wrong whole_characters
# rounds the number of characters
# caught by: any length
def per_character_perplexity(perplexity, characters_per_symbol):
    return perplexity ** (1 / int(characters_per_symbol))
