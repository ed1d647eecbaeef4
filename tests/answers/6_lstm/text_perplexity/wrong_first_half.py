# wrong: skips every second character
# caught by: every transition counts once
def text_perplexity(predict, state, ids):
    losses = []
    for current, following in zip(ids[:-1:2], ids[1::2]):
        probabilities, state = predict(int(current), state)
        losses.append(-math.log(probabilities[int(following)]))
    return math.exp(sum(losses) / len(losses))
