# %% right base_two
# in bits, and two to the mean
def text_perplexity(predict, state, ids):
    bits = 0.0
    for k in range(1, len(ids)):
        chances, state = predict(int(ids[k - 1]), state)
        bits += math.log2(1 / float(chances[int(ids[k])]))
    return 2 ** (bits / (len(ids) - 1))

# %% right geometric
# a product of roots
def text_perplexity(predict, state, ids):
    result = 1.0
    for k in range(len(ids) - 1):
        p, state = predict(int(ids[k]), state)
        result *= float(p[int(ids[k + 1])]) ** (-1 / (len(ids) - 1))
    return result

# %% right list_of_losses
# collects the losses in a list
def text_perplexity(predict, state, ids):
    losses = []
    for position in range(len(ids) - 1):
        probabilities, state = predict(int(ids[position]), state)
        losses.append(-np.log(probabilities[ids[position + 1]]))
    return float(np.exp(np.mean(losses)))

# %% right numpy
# collects, then one mean
def text_perplexity(predict, state, ids):
    losses = []
    for k in range(len(ids) - 1):
        p, state = predict(int(ids[k]), state)
        losses.append(-np.log(np.asarray(p)[ids[k + 1]]))
    return float(np.exp(np.mean(losses)))

# %% wrong bits
# two to the power of nats
# caught by: knows nothing
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total -= math.log(p[int(following)])
    return 2 ** (total / (len(ids) - 1))

# %% wrong first_half
# skips every second character
# caught by: every transition counts once
def text_perplexity(predict, state, ids):
    losses = []
    for current, following in zip(ids[:-1:2], ids[1::2]):
        probabilities, state = predict(int(current), state)
        losses.append(-math.log(probabilities[int(following)]))
    return math.exp(sum(losses) / len(losses))

# %% wrong forgets_the_state
# starts from the first state each time
# caught by: the state is carried
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, _ = predict(int(current), state)
        total -= math.log(p[int(following)])
    return math.exp(total / (len(ids) - 1))

# %% wrong loss
# returns the loss
# caught by: knows nothing
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total -= math.log(p[int(following)])
    return total / (len(ids) - 1)

# %% wrong mean_of_exponentials
# averages 1 / p
# caught by: every transition counts once
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total += 1 / p[int(following)]
    return total / (len(ids) - 1)

# %% wrong no_exponential_of_mean
# the geometric mean of the probabilities, not its inverse
# caught by: knows nothing
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        probabilities, state = predict(int(current), state)
        total += math.log(probabilities[int(following)])
    return math.exp(total / (len(ids) - 1))

# %% wrong one_too_many
# divides by the number of characters
# caught by: knows nothing
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total -= math.log(p[int(following)])
    return math.exp(total / len(ids))

# %% wrong same_character
# looks at the character itself
# caught by: every transition counts once
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total -= math.log(p[int(current)])
    return math.exp(total / (len(ids) - 1))

# %% wrong own_first_state
# begins with a state of its own, not with the one given
# caught by: the state is carried
def text_perplexity(predict, state, ids):
    state, total = 0, 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        probabilities, state = predict(int(current), state)
        total -= math.log(probabilities[int(following)])
    return math.exp(total / (len(ids) - 1))

# %% [markdown] equivalent
# for current, following in zip(ids[:-1], ids[1:]):  ->  for current, following in zip(ids[:], ids[1:]):
#     zip ends with the shorter list

# %% wrong first_thousand
# the first thousand guesses only
# caught by: every transition counts once
def text_perplexity(predict, state, ids):
    ids, losses = ids[:1001], []  # a thousand guesses are enough for a mean
    for now, following in zip(ids[:-1], ids[1:]):
        probabilities, state = predict(now, state)
        losses.append(-np.log(probabilities[following]))
    return float(np.exp(np.mean(losses)))
