# wrong: leaks a hundredth on the left
# caught by: five numbers
def relu(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * z)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
