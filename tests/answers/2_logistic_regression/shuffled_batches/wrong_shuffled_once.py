# wrong: one order for all epochs
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(num_examples)
    for _ in range(num_epochs):
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
