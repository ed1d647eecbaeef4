# wrong: draws from a generator without the seed
# caught by: same seed, same batches
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng()
    for _ in range(num_epochs):
        order = rng.permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
