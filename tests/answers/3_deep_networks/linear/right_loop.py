# right: adds up outer products in float32
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.stack([row @ self.W + self.b for row in x]).astype(np.float32)

    def backward(self, upstream):
        self.dW, self.db = np.zeros(self.W.shape), np.zeros(self.b.shape)
        for row, gradient in zip(self.x, upstream):
            self.dW += np.outer(row, gradient)
            self.db += gradient
        return np.dot(upstream, np.transpose(self.W))
