# right: a product of roots
def text_perplexity(predict, state, ids):
    result = 1.0
    for k in range(len(ids) - 1):
        p, state = predict(int(ids[k]), state)
        result *= float(p[int(ids[k + 1])]) ** (-1 / (len(ids) - 1))
    return result
