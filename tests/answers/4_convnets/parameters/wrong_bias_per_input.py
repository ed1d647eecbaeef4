# wrong: one bias for each input
# caught by: any dense layer
def dense_parameters(inputs, units):
    return inputs * units + inputs


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters + filters
