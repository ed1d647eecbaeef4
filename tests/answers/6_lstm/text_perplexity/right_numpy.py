# right: collects, then one mean
def text_perplexity(predict, state, ids):
    losses = []
    for k in range(len(ids) - 1):
        p, state = predict(int(ids[k]), state)
        losses.append(-np.log(np.asarray(p)[ids[k + 1]]))
    return float(np.exp(np.mean(losses)))
