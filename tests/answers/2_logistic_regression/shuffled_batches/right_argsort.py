# right: ranks of random numbers as a shuffle
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    keys = np.random.default_rng(seed).random((num_epochs, num_examples))
    for order in np.argsort(keys, axis=1):
        yield from (order[i : i + batch_size] for i in range(0, num_examples, batch_size))
