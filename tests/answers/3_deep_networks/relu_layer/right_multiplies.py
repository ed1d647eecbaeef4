# right: a mask of numbers and two products
class Relu:
    def forward(self, z):
        self.mask = np.asarray(z > 0, float)
        return z * self.mask

    def backward(self, upstream):
        return self.mask * upstream
