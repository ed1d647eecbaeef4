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

# %% right array_split_by_place
# shuffles an array in place and lets NumPy cut it
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    deck = np.arange(num_examples)
    for _ in range(num_epochs):
        rng.shuffle(deck)
        yield from np.split(deck.copy(), range(batch_size, num_examples, batch_size))

# %% wrong floats
# indices as floats, which no array takes
# caught by: every epoch is complete
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.permutation(np.linspace(0, num_examples - 1, num_examples))
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong small_buffer
# shuffles within a small window, so that sorted data stay sorted
# caught by: really shuffled
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = np.argsort(np.arange(num_examples) + rng.uniform(0, 3 * batch_size, num_examples))
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong turned_around
# shuffles once, and turns the order around after each epoch
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    order = np.random.default_rng(seed).permutation(num_examples)
    for _ in range(num_epochs):
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
        order = order[::-1].copy()

# %% wrong rotated
# shuffles once, and begins somewhere else in each epoch
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(num_examples)
    for _ in range(num_epochs):
        order = np.roll(order, num_examples // 3)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong two_orders
# two orders in turn
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(num_examples) for _ in range(2)]
    for epoch in range(num_epochs):
        order = orders[epoch % 2]
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong fixed_seed
# a seed of its own
# caught by: really shuffled
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(42)
    for _ in range(num_epochs):
        order = rng.permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong counts_from_one
# indices from 1
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.permutation(num_examples) + 1
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]

# %% wrong last_one_filled_up
# fills the last batch up with examples that were seen before
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield np.resize(order[start : start + batch_size], batch_size)

# %% wrong batches_of_equal_size
# cuts into parts of about equal size
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        yield from np.array_split(rng.permutation(num_examples), -(-num_examples // batch_size))
