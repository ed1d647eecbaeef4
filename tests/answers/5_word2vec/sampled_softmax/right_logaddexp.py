# right: one id table for label and draws, np.logaddexp.reduce
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    labels, drawn = np.asarray(labels), np.asarray(drawn)
    ids = np.concatenate([labels[:, None], np.tile(drawn, (len(labels), 1))], axis=1)
    expected = np.concatenate(
        [np.asarray(label_expected)[:, None], np.tile(drawn_expected, (len(labels), 1))], axis=1
    )
    scores = np.einsum("be,bse->bs", inputs, np.asarray(weights)[ids]) + np.asarray(biases)[ids]
    scores = scores - np.log(expected)
    scores[:, 1:][drawn == labels[:, None]] = -1e30
    return np.logaddexp.reduce(scores, axis=1) - scores[:, 0]
