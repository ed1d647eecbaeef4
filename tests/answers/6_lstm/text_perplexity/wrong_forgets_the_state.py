# wrong: starts from the first state each time
# caught by: the state is carried
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, _ = predict(int(current), state)
        total -= math.log(p[int(following)])
    return math.exp(total / (len(ids) - 1))
