# right: counts weights one filter at a time
def dense_parameters(inputs, units):
    return sum(inputs + 1 for _ in range(units))


def conv_parameters(kernel_size, channels_in, filters):
    return dense_parameters(kernel_size * kernel_size * channels_in, filters)
