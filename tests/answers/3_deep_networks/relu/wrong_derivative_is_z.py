# wrong: returns z instead of 1 where it is open
# caught by: the derivative
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, z, 0.0)
