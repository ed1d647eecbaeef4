# wrong: takes the absolute value
# caught by: five numbers
def relu(z):
    return np.abs(z)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
