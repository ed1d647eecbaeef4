# wrong: lets positive gradients through
# caught by: equal to automatic differentiation
class Relu:

    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.maximum(upstream, 0.0) * self.is_open
