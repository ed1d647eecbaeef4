# wrong: forward lets negative numbers through
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.is_open = z > 0
        return z

    def backward(self, upstream):
        return np.where(self.is_open, upstream, 0.0)
