# right: one example after the other, float64
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    inputs, weights, biases = (np.asarray(a, np.float64) for a in (inputs, weights, biases))
    losses = []
    for x, label, expected in zip(inputs, labels, label_expected):
        right = x @ weights[label] + biases[label] - math.log(expected)
        scores = [right]
        for word, count in zip(drawn, drawn_expected):
            if word != label:
                scores.append(x @ weights[word] + biases[word] - math.log(count))
        top = max(scores)
        losses.append(top + math.log(sum(math.exp(s - top) for s in scores)) - right)
    return np.array(losses)
