# wrong: asks once and counts it many times
# caught by: a new opinion each time
def consensus(dropped_logits, x, num_members):
    logits = dropped_logits(x)
    return sum(tf.nn.softmax(logits, axis=1) for _ in range(num_members)) / num_members
