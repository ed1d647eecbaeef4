# wrong: returns the last member's probabilities
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    for _ in range(num_members):
        probabilities = tf.nn.softmax(dropped_logits(x), axis=1)
    return probabilities
