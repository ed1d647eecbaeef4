# right: TensorFlow shuffles the indices, a seed an epoch
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    batches = []
    for epoch in range(num_epochs):
        order = tf.random.experimental.stateless_shuffle(tf.range(num_examples), [seed, epoch])
        for start in range(0, num_examples, batch_size):
            batches.append(order[start : start + batch_size].numpy())
    return batches
