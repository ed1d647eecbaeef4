# right: tensordot, results kept in dictionaries of its own
class Linear:
    def __init__(self, W, b):
        self.W, self.b = np.asarray(W), np.asarray(b)

    def forward(self, x):
        self.seen = np.asarray(x)
        return np.tensordot(self.seen, self.W, axes=1) + self.b[None, :]

    def backward(self, upstream):
        self.dW = np.tensordot(self.seen, upstream, axes=(0, 0))
        self.db = np.add.reduce(upstream, axis=0)
        return np.tensordot(upstream, self.W, axes=(1, 1))
