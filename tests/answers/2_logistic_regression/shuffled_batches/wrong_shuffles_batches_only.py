# wrong: shuffles the order of fixed batches
# caught by: everyone once an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    fixed = [np.arange(s, min(s + batch_size, num_examples)) for s in range(0, num_examples, batch_size)]
    for _ in range(num_epochs):
        for i in rng.permutation(len(fixed)):
            yield fixed[i]
