# wrong: cuts batches across the border of two epochs
# caught by: every epoch is complete
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    rng = np.random.default_rng(seed)
    deck = np.concatenate([rng.permutation(num_examples) for _ in range(num_epochs)])
    for start in range(0, len(deck), batch_size):
        yield deck[start : start + batch_size]
