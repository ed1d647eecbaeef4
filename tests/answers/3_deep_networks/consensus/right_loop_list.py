# right: lists of probabilities, NumPy's mean over the first axis
def consensus(dropped_logits, x, num_members):
    opinions = []
    while len(opinions) < num_members:
        opinions.append(tf.nn.softmax(dropped_logits(x)).numpy())
    return np.mean(opinions, axis=0)
