# wrong: the derivative is -1 on the left
# caught by: the derivative
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.sign(z)
