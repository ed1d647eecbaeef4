# right: NumPy throughout
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    inputs, weights, biases = (np.asarray(a, np.float64) for a in (inputs, weights, biases))
    right = (inputs * weights[labels]).sum(1) + biases[labels] - np.log(label_expected)
    others = inputs @ weights[drawn].T + biases[drawn] - np.log(drawn_expected)
    others[np.asarray(labels)[:, None] == np.asarray(drawn)] = -1e30
    scores = np.concatenate([right[:, None], others], 1)
    top = scores.max(1)
    return top + np.log(np.exp(scores - top[:, None]).sum(1)) - right
