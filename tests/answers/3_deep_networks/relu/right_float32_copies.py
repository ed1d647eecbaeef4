# right: sets entries of float32 copies
def relu(z):
    result = np.array(z, dtype=np.float32)
    result[result < 0] = 0
    return result


def relu_gradient(z):
    slope = np.zeros(np.shape(z), np.float32)
    slope[np.asarray(z) > 0] = 1
    return slope
