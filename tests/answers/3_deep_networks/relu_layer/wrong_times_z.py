# wrong: multiplies by the input
# caught by: open and shut
class Relu:

    def forward(self, z):
        self.is_open = z > 0
        self.z = z
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, upstream * self.z, 0.0)
