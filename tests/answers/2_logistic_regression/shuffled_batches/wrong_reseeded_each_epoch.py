# wrong: makes the generator anew in each epoch, so all epochs are equal
# caught by: anew in each epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    for _ in range(num_epochs):
        order = np.random.default_rng(seed).permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
