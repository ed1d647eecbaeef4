# right: sums over indices
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.inputs = np.array(x)
        return np.einsum("ni,io->no", x, self.W) + self.b

    def backward(self, upstream):
        self.dW = np.einsum("ni,no->io", self.inputs, upstream)
        self.db = np.ones(len(upstream)) @ upstream
        return np.einsum("no,io->ni", upstream, self.W)
