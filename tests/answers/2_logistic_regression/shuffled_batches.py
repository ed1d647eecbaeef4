# %% right argsort
# ranks of random numbers as a shuffle
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    keys = np.random.default_rng(seed).random((num_epochs, num_examples))
    for order in np.argsort(keys, axis=1):
        yield from (order[i : i + batch_size] for i in range(0, num_examples, batch_size))

# %% right list
# returns a list built with array_split
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    cuts = range(batch_size, num_examples, batch_size)
    batches = []
    for _ in range(num_epochs):
        batches += np.split(rng.permutation(num_examples), cuts)
    return batches

# %% right python_random
# the random module of Python, lists of indices
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    import random
    generator = random.Random(seed)
    for _ in range(num_epochs):
        cards = list(range(num_examples))
        generator.shuffle(cards)
        while cards:
            yield np.array(cards[:batch_size])
            cards = cards[batch_size:]

# %% right tensorflow
# TensorFlow shuffles the indices, a seed an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    batches = []
    for epoch in range(num_epochs):
        order = tf.random.experimental.stateless_shuffle(tf.range(num_examples), [seed, epoch])
        for start in range(0, num_examples, batch_size):
            batches.append(order[start : start + batch_size].numpy())
    return batches

# %% wrong drops_the_last
# leaves out the last, smaller batch
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.permutation(num_examples)
        for start in range(0, num_examples - batch_size + 1, batch_size):
            yield order[start : start + batch_size]

# %% wrong ignores_seed
# draws from a generator without the seed
# caught by: same seed, same batches
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng()
    for _ in range(num_epochs):
        order = rng.permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong never_shuffled
# takes the examples in order
# caught by: really shuffled
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = np.arange(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong one_long_deck
# cuts batches across the border of two epochs
# caught by: every epoch is complete
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    deck = np.concatenate([rng.permutation(num_examples) for _ in range(num_epochs)])
    for start in range(0, len(deck), batch_size):
        yield deck[start : start + batch_size]

# %% wrong reseeded_each_epoch
# makes the generator anew in each epoch, so all epochs are equal
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    for _ in range(num_epochs):
        order = np.random.default_rng(seed).permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong shuffled_once
# one order for all epochs
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(num_examples)
    for _ in range(num_epochs):
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong shuffles_batches_only
# shuffles the order of fixed batches
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    fixed = [np.arange(s, min(s + batch_size, num_examples)) for s in range(0, num_examples, batch_size)]
    for _ in range(num_epochs):
        for i in rng.permutation(len(fixed)):
            yield fixed[i]

# %% wrong with_replacement
# draws with replacement
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.integers(0, num_examples, num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
