# wrong: draws with replacement
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.integers(0, num_examples, num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
