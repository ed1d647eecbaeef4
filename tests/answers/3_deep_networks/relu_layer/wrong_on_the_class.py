# wrong: keeps the gate on the class
# caught by: two gates at once
class Relu:

    def forward(self, z):
        Relu.is_open = z > 0
        return np.where(Relu.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(Relu.is_open, upstream, 0.0)
