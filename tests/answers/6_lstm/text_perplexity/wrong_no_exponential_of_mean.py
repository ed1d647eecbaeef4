# wrong: the geometric mean of the probabilities, not its inverse
# caught by: knows nothing
def text_perplexity(predict, state, ids):
    total = 0.0
    for current, following in zip(ids[:-1], ids[1:]):
        probabilities, state = predict(int(current), state)
        total += math.log(probabilities[int(following)])
    return math.exp(total / (len(ids) - 1))
