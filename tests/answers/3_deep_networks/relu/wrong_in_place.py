# wrong: sets negative entries of the caller's array to 0
# caught by: any shape
def relu(z):
    z[z < 0] = 0
    return z


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
