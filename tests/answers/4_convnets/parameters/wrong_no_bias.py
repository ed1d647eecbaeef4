# wrong: forgets the biases
# caught by: a dense layer
def dense_parameters(inputs, units):
    return inputs * units


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters
