# wrong: counts votes
# caught by: a sure vote and an even one
def consensus(dropped_logits, x, num_members):
    votes = 0.0
    for _ in range(num_members):
        logits = np.asarray(dropped_logits(x))
        votes = votes + np.eye(logits.shape[1])[logits.argmax(axis=1)]
    return votes / num_members
