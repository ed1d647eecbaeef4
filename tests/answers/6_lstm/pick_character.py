# %% right argmax
# first sum that exceeds
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = (logits - logits.max()) / temperature
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.argmax(np.cumsum(p) > uniform))

# %% right keras
# Keras's softmax in float64, and a count of the sums not above the number
def pick_character(logits, temperature, uniform):
    if not temperature:
        return int(np.argmax(logits))
    scores = tf.constant(np.asarray(logits, np.float64) / temperature)
    sums = np.cumsum(tf.nn.softmax(scores).numpy())
    return min(int((sums <= uniform).sum()), len(sums) - 1)

# %% right loop
# walks along
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if not temperature:
        return int(logits.argmax())
    p = tf.nn.softmax(logits / temperature).numpy()
    left = uniform
    for k, share in enumerate(p):
        left -= share
        if left < 0:
            return k
    return len(p) - 1

# %% right walk
# subtracts the probabilities from the number until it is used up
def pick_character(logits, temperature, uniform):
    logits = np.array(logits, dtype=float)
    if temperature == 0:
        return logits.argmax()
    weights = np.exp((logits - max(logits)) / temperature)
    weights /= weights.sum()
    for k, weight in enumerate(weights):
        uniform -= weight
        if uniform < 0:
            return k
    return len(weights) - 1

# %% wrong after_softmax
# divides probabilities by the temperature
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = logits - logits.max()
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.argmax(np.cumsum(p) > uniform))

# %% wrong always_greedy
# takes the largest always
# caught by: half, three tenths, a fifth
def pick_character(logits, temperature, uniform):
    return int(np.argmax(logits))

# %% wrong by_probability
# walks from the most likely character down
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    order = np.argsort(-logits)
    weights = np.exp((logits[order] - logits.max()) / temperature)
    cumulative = np.cumsum(weights / weights.sum())
    return int(order[np.searchsorted(cumulative, uniform, side="right")])

# %% wrong divides_by_zero
# no special case for 0
# caught by: greedy
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    p = np.exp((logits - logits.max()) / (temperature + 1.0))
    return int(np.argmax(np.cumsum(p / p.sum()) > uniform))

# %% wrong multiplies
# multiplies by the temperature
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = (logits - logits.max()) * temperature
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.argmax(np.cumsum(p) > uniform))

# %% wrong not_normalized
# compares the number with sums that do not end at one
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    cumulative = np.cumsum(np.exp(logits / temperature))
    return int(np.searchsorted(cumulative, uniform, side="right"))

# %% wrong overflows
# no maximum
# caught by: large scores
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = logits / temperature
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.argmax(np.cumsum(p) > uniform))

# %% wrong own_dice
# ignores the given number
# caught by: half, three tenths, a fifth
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    scaled = (logits - logits.max()) / temperature
    p = np.exp(scaled)
    p = p / p.sum()
    return int(np.random.choice(len(p), p=p))

# %% wrong reaches_instead_of_exceeds
# takes the first sum that reaches the number, so that 0 chooses the impossible
# caught by: large scores
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if temperature == 0:
        return int(np.argmax(logits))
    cumulative = np.cumsum(np.exp((logits - logits.max()) / temperature))
    return int(np.searchsorted(cumulative, uniform * cumulative[-1]))

# %% wrong past_the_end
# sums in float32, which may end below the number
# caught by: large scores
def pick_character(logits, temperature, uniform):
    if temperature == 0:
        return int(np.argmax(logits))
    scores = np.asarray(logits, np.float32) / np.float32(temperature)
    p = np.exp(scores - scores.max())
    sums = np.cumsum(p / p.sum())  # may end a little below 1
    return int(np.sum(sums <= uniform))

# %% wrong nearly_cold_is_greedy
# greedy below a temperature of 0.3
# caught by: temperature sharpens and flattens
def pick_character(logits, temperature, uniform):
    if temperature < 0.3:
        return int(np.argmax(logits))
    scores = np.asarray(logits, np.float64) / temperature
    p = np.exp(scores - scores.max())
    return int(np.argmax(np.cumsum(p) / p.sum() > uniform))
