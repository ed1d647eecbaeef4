# right: returns a list built with array_split
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    cuts = range(batch_size, num_examples, batch_size)
    batches = []
    for _ in range(num_epochs):
        batches += np.split(rng.permutation(num_examples), cuts)
    return batches
