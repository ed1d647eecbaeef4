# %% right loop_list
# lists of probabilities, NumPy's mean over the first axis
def consensus(dropped_logits, x, num_members):
    opinions = []
    while len(opinions) < num_members:
        opinions.append(tf.nn.softmax(dropped_logits(x)).numpy())
    return np.mean(opinions, axis=0)

# %% right running_mean
# a running mean in NumPy
def consensus(dropped_logits, x, num_members):
    mean = 0.0
    for i in range(num_members):
        scores = np.asarray(dropped_logits(x), np.float64)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        mean += (powers / powers.sum(axis=1, keepdims=True) - mean) / (i + 1)
    return mean

# %% right stack
# stacks all opinions
def consensus(dropped_logits, x, num_members):
    opinions = tf.stack([dropped_logits(x) for _ in range(num_members)])
    return tf.reduce_mean(tf.nn.softmax(opinions, axis=-1), axis=0)

# %% right weighted
# each member weighs one over the number of members, float64
def consensus(dropped_logits, x, num_members):
    weight = 1 / num_members
    members = (tf.cast(dropped_logits(x), tf.float64) for _ in range(num_members))
    return tf.add_n([weight * tf.nn.softmax(member, axis=-1) for member in members])

# %% wrong always_ten
# asks ten members, however many are wanted
# caught by: a new opinion each time
def consensus(dropped_logits, x, num_members):
    return sum(tf.nn.softmax(dropped_logits(x), axis=1) for _ in range(10)) / 10

# %% wrong global_network
# asks the network of the notebook instead of the function that it gets
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    layers = he_layers((784, 64, 10))
    total = 0.0
    for _ in range(num_members):
        total += tf.nn.softmax(dropout_logits(x, layers, 0.5, True), axis=1)
    return total / num_members

# %% wrong hard_votes
# counts votes
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    votes = 0.0
    for _ in range(num_members):
        logits = np.asarray(dropped_logits(x))
        votes = votes + np.eye(logits.shape[1])[logits.argmax(axis=1)]
    return votes / num_members

# %% wrong last_opinion
# returns the last member's probabilities
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    for _ in range(num_members):
        probabilities = tf.nn.softmax(dropped_logits(x), axis=1)
    return probabilities

# %% wrong mean_of_logits
# averages logits, then softmax
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    total = sum(np.asarray(dropped_logits(x)) for _ in range(num_members))
    return tf.nn.softmax(total / num_members, axis=1)

# %% wrong mean_over_batch
# averages over the batch as well
# caught by: mean of the probabilities
def consensus(dropped_logits, x, num_members):
    opinions = tf.stack([tf.nn.softmax(dropped_logits(x), axis=1) for _ in range(num_members)])
    return tf.reduce_mean(opinions, axis=(0, 1))

# %% wrong one_opinion
# asks once and counts it many times
# caught by: a new opinion each time
def consensus(dropped_logits, x, num_members):
    logits = dropped_logits(x)
    return sum(tf.nn.softmax(logits, axis=1) for _ in range(num_members)) / num_members

# %% wrong one_too_few
# asks one member too few
# caught by: a new opinion each time
def consensus(dropped_logits, x, num_members):
    total = 0.0
    for _ in range(num_members - 1):
        total = total + tf.nn.softmax(dropped_logits(x), axis=1)
    return total / num_members

# %% wrong running_halves
# averages each member with all before it, so the last weighs half
# caught by: mean of the probabilities
def consensus(dropped_logits, x, num_members):
    mean = tf.nn.softmax(dropped_logits(x), axis=1)
    for _ in range(num_members - 1):
        mean = (mean + tf.nn.softmax(dropped_logits(x), axis=1)) / 2
    return mean

# %% wrong softmax_over_batch
# softmax along the batch
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    total = 0.0
    for _ in range(num_members):
        total = total + tf.nn.softmax(dropped_logits(x), axis=0)
    return total / num_members

# %% wrong sum
# forgets to divide
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    total = 0.0
    for _ in range(num_members):
        total = total + tf.nn.softmax(dropped_logits(x), axis=1)
    return total

# %% wrong overflowing
# exponentials of sure logits overflow
# caught by: mean of the probabilities
def consensus(dropped_logits, x, num_members):
    total = 0
    for _ in range(num_members):
        powers = np.exp(np.asarray(dropped_logits(x)))
        total = total + powers / powers.sum(axis=1, keepdims=True)
    return total / num_members


# %% [markdown] equivalent
# total = total + tf.nn.softmax(dropped_logits(x), axis=1)  ->  total = total + tf.nn.softmax(dropped_logits(x))
#     the last axis, which is the default, is axis 1 here
