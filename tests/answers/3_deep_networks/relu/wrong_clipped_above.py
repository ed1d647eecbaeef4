# wrong: clips at 1 as well
# caught by: five numbers
def relu(z):
    return np.clip(z, 0, 1)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
