# right: counts the bias as a weight of one more input, in floats
def dense_parameters(inputs, units):
    return float((inputs + 1) * units)


def conv_parameters(kernel_size, channels_in, filters):
    return dense_parameters(kernel_size * kernel_size * channels_in, filters)
