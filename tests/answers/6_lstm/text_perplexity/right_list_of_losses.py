# right: collects the losses in a list
def text_perplexity(predict, state, ids):
    losses = []
    for position in range(len(ids) - 1):
        probabilities, state = predict(int(ids[position]), state)
        losses.append(-np.log(probabilities[ids[position + 1]]))
    return float(np.exp(np.mean(losses)))
