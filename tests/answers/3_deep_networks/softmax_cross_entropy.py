# %% right logsumexp
# SciPy's logsumexp
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        from scipy.special import logsumexp

        self.labels = np.asarray(labels)
        self.logs = logits - logsumexp(logits, axis=1, keepdims=True)
        return -np.mean([row[label] for row, label in zip(self.logs, self.labels)])

    def backward(self):
        targets = np.arange(self.logs.shape[1]) == self.labels[:, None]
        return (np.exp(self.logs) - targets) / len(self.labels)

# %% right loop
# row by row with logaddexp
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        self.gradient, loss = np.zeros(logits.shape), 0.0
        for i, (row, label) in enumerate(zip(logits, labels)):
            total = np.logaddexp.reduce(row)
            loss += total - row[label]
            self.gradient[i] = np.exp(row - total)
            self.gradient[i, label] -= 1
        self.gradient /= len(labels)
        return loss / len(labels)

    def backward(self):
        return self.gradient

# %% right one_hot
# with one-hot targets and TensorFlow's softmax
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        self.targets = np.eye(logits.shape[1])[labels]
        self.p = tf.nn.softmax(logits, axis=1).numpy()
        logs = tf.nn.log_softmax(logits, axis=1).numpy()
        return -np.sum(self.targets * logs) / len(labels)

    def backward(self):
        return (self.p - self.targets) / len(self.p)

# %% right tape
# keeps the gradient that the tape gives
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        logits = tf.constant(logits, tf.float64)
        with tf.GradientTape() as tape:
            tape.watch(logits)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            loss = tf.reduce_mean(losses)
        self.gradient = tape.gradient(loss, logits).numpy()
        return float(loss)

    def backward(self):
        return self.gradient

# %% wrong changes_itself
# subtracts 1 in place, so that a second call differs
# caught by: the latest batch, asked twice
class SoftmaxCrossEntropy:

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong divided_by_classes
# divides the gradient by the number of classes
# caught by: two equal scores
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / gradient.shape[1]

# %% wrong first_batch_for_ever
# keeps the probabilities of the first batch
# caught by: the latest batch, asked twice
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        if not hasattr(self, "probabilities"):
            self.rows, self.labels = np.arange(len(labels)), labels
            self.probabilities = np.exp(logs)
        return -logs[np.arange(len(labels)), labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong log_of_zero
# log of probabilities clipped at 1e-7
# caught by: huge scores
class SoftmaxCrossEntropy:

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
        logs = np.log(np.maximum(p, 1e-7))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong loss_a_row
# returns the loss as an array of one number
# caught by: the loss
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean(keepdims=True)

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong maximum_of_the_batch
# subtracts the largest score of the whole batch, in a loss that clips
# caught by: huge scores
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max()
        exponentials = np.exp(shifted)
        logs = np.log(np.maximum(exponentials / exponentials.sum(axis=1, keepdims=True), 1e-12))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong no_mean_in_gradient
# does not divide the gradient by the batch size
# caught by: the gradient
class SoftmaxCrossEntropy:

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient

# %% wrong over_the_batch
# softmax along the batch
# caught by: two equal scores
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=0, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong subtracts_in_place
# subtracts the maximum in the caller's array
# caught by: logits and labels stay
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        logits -= logits.max(axis=1, keepdims=True)
        shifted = logits
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong sum_loss
# sums over the batch
# caught by: the loss
class SoftmaxCrossEntropy:

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].sum()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong unstable
# exponentials of raw scores
# caught by: huge scores
class SoftmaxCrossEntropy:

    def forward(self, logits, labels):
        shifted = logits
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.rows)

# %% wrong wrong_sign
# target minus guess
# caught by: two equal scores
class SoftmaxCrossEntropy:

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.rows, self.labels = np.arange(len(labels)), labels
        self.probabilities = np.exp(logs)
        return -logs[self.rows, labels].mean()

    def backward(self):
        gradient = self.probabilities.copy()
        gradient[self.rows, self.labels] -= 1
        return -gradient / len(self.rows)
