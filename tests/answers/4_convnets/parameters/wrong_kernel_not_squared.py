# wrong: multiplies by the kernel size once
# caught by: a gray convolution
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size * channels_in + 1) * filters
