# wrong: lets the gradient through where the gate was shut
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, 0.0, upstream)
