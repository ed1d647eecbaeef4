# wrong: one bias for each input channel in place of each filter
# caught by: a gray convolution
def dense_parameters(inputs, units):
    return inputs * units + units


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters + channels_in
