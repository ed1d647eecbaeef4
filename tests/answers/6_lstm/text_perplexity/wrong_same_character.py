# wrong: looks at the character itself
# caught by: every transition counts once
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        p, state = predict(int(current), state)
        total -= math.log(p[int(current)])
    return math.exp(total / (len(ids) - 1))
