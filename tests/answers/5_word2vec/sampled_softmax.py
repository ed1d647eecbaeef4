# %% right library
# TensorFlow cross-entropy on the scores
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(tf.zeros(tf.shape(scores)[0], tf.int32), scores)

# %% right logaddexp
# one id table for label and draws, np.logaddexp.reduce
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

# %% right loop
# one example after the other, float64
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

# %% right numpy
# NumPy throughout
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    inputs, weights, biases = (np.asarray(a, np.float64) for a in (inputs, weights, biases))
    right = (inputs * weights[labels]).sum(1) + biases[labels] - np.log(label_expected)
    others = inputs @ weights[drawn].T + biases[drawn] - np.log(drawn_expected)
    others[np.asarray(labels)[:, None] == np.asarray(drawn)] = -1e30
    scores = np.concatenate([right[:, None], others], 1)
    top = scores.max(1)
    return top + np.log(np.exp(scores - top[:, None]).sum(1)) - right

# %% wrong accidental_hits
# lets the right word compete with itself
# caught by: accidental hits
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = others
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]

# %% wrong adds_the_log
# adds the logarithm
# caught by: equal to TensorFlow's
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= -tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= -tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]

# %% wrong corrects_drawn_only
# right word without correction
# caught by: the correction of both kinds
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= 0.0
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]

# %% wrong hits_to_zero
# gives accidental hits a score of zero
# caught by: accidental hits
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(0, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]

# %% wrong mean
# returns one mean
# caught by: equal to TensorFlow's
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_mean(tf.reduce_logsumexp(scores, axis=1) - scores[:, 0])

# %% wrong no_bias
# forgets the biases
# caught by: the correction of both kinds
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + 0.0 * tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + 0.0 * tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]

# %% wrong no_correction
# forgets the expected counts
# caught by: equal to TensorFlow's
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= 0.0
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= 0.0
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]

# %% wrong overflows
# exponentials without care
# caught by: large scores
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.math.log(tf.reduce_sum(tf.exp(scores), 1)) - scores[:, 0]

# %% wrong without_right
# the right word is not among the rivals
# caught by: equal scores
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(others, axis=1) - scores[:, 0]

# %% wrong hit_costs_fifty
# an accidental hit gets a score of -50
# caught by: accidental hits
import numpy as np


def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = np.sum(inputs * weights[labels], axis=1) + biases[labels] - np.log(label_expected)
    rivals = inputs @ weights[drawn].T + biases[drawn] - np.log(drawn_expected)
    rivals = np.where(labels[:, None] == drawn[None], -50.0, rivals)
    logits = np.concatenate([right[:, None], rivals], axis=1)
    top = logits.max(axis=1)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1)) - right

# %% wrong zero_never_hits
# id 0 is never a hit
# caught by: accidental hits
import numpy as np


def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = np.sum(inputs * weights[labels], axis=1) + biases[labels] - np.log(label_expected)
    rivals = inputs @ weights[drawn].T + biases[drawn] - np.log(drawn_expected)
    hits = (labels[:, None] == drawn[None]) & (labels[:, None] > 0)
    rivals = np.where(hits, -1e30, rivals)
    logits = np.concatenate([right[:, None], rivals], axis=1)
    top = logits.max(axis=1)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1)) - right
