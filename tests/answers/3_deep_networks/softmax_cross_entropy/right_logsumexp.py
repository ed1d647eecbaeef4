# right: SciPy's logsumexp
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        from scipy.special import logsumexp

        self.labels = np.asarray(labels)
        self.logs = logits - logsumexp(logits, axis=1, keepdims=True)
        return -np.mean([row[label] for row, label in zip(self.logs, self.labels)])

    def backward(self):
        targets = np.arange(self.logs.shape[1]) == self.labels[:, None]
        return (np.exp(self.logs) - targets) / len(self.labels)
