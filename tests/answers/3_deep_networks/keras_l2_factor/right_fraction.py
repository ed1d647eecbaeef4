# right: divided by the number 2.0 in float32
def keras_l2_factor(l2_factor):
    return np.float32(l2_factor) / np.float32(2.0)
