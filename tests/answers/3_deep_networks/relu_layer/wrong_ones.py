# wrong: returns the slope and forgets the gradient from above
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, 1.0, 0.0)
