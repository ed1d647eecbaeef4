# right: in bits, and two to the mean
def text_perplexity(predict, state, ids):
    bits = 0.0
    for k in range(1, len(ids)):
        chances, state = predict(int(ids[k - 1]), state)
        bits += math.log2(1 / float(chances[int(ids[k])]))
    return 2 ** (bits / (len(ids) - 1))
