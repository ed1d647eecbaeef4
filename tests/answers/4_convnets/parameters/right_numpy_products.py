# right: returns NumPy integers
def dense_parameters(inputs, units):
    return np.prod([inputs + 1, units])


def conv_parameters(kernel_size, channels_in, filters):
    return np.prod([kernel_size, kernel_size, channels_in, filters]) + filters
