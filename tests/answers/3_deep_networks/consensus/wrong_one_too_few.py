# wrong: asks one member too few
# caught by: a new opinion each time
def consensus(dropped_logits, x, num_members):
    total = 0.0
    for _ in range(num_members - 1):
        total = total + tf.nn.softmax(dropped_logits(x), axis=1)
    return total / num_members
