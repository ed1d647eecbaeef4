# wrong: the derivative at 0 is 1
# caught by: the derivative
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)
