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
# caught by: the gradient
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
