# wrong: forgets to divide
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    total = 0.0
    for _ in range(num_members):
        total = total + tf.nn.softmax(dropped_logits(x), axis=1)
    return total
