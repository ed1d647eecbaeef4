# wrong: counts the weights of a convolution once for each place of a 28×28 image
# caught by: a gray convolution
def dense_parameters(inputs, units):
    return inputs * units + units


def conv_parameters(kernel_size, channels_in, filters):
    stops = (28 - kernel_size + 1) ** 2
    return stops * kernel_size**2 * channels_in * filters + filters
