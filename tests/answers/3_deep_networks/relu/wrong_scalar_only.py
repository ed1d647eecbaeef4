# wrong: maximum of the whole array
# caught by: any shape
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.array([1.0 if value > 0 else 0.0 for value in np.ravel(z)])
