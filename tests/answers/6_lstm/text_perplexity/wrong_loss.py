# wrong: returns the loss
# caught by: knows nothing
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total -= math.log(p[int(following)])
    return total / (len(ids) - 1)
