# wrong: takes the examples in order
# caught by: really shuffled
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = np.arange(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
