# right: sets entries of copies, in float32
class Relu:
    def forward(self, z):
        self.shut = z <= 0
        result = np.array(z, dtype=np.float32)
        result[self.shut] = 0
        return result

    def backward(self, upstream):
        gradient = np.array(upstream, dtype=np.float32)
        gradient[self.shut] = 0
        return gradient
