# wrong: divides the gradient by the number of classes
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
