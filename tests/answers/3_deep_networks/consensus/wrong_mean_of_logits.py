# wrong: averages logits, then softmax
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    total = sum(np.asarray(dropped_logits(x)) for _ in range(num_members))
    return tf.nn.softmax(total / num_members, axis=1)
