# right: the random module of Python, lists of indices
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    import random
    generator = random.Random(seed)
    for _ in range(num_epochs):
        cards = list(range(num_examples))
        generator.shuffle(cards)
        while cards:
            yield np.array(cards[:batch_size])
            cards = cards[batch_size:]
