# wrong: a bias for every pair of channel and filter
# caught by: any convolution
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size**2 + 1) * channels_in * filters
