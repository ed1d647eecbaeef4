# %% right asks_keras
# builds the layers and lets Keras count
def dense_parameters(inputs, units):
    layer = keras.layers.Dense(units)
    layer.build((None, inputs))
    return layer.count_params()


def conv_parameters(kernel_size, channels_in, filters):
    layer = keras.layers.Conv2D(filters, kernel_size)
    layer.build((None, 32, 32, channels_in))
    return layer.count_params()

# %% right loops
# counts weights one filter at a time
def dense_parameters(inputs, units):
    return sum(inputs + 1 for _ in range(units))


def conv_parameters(kernel_size, channels_in, filters):
    return dense_parameters(kernel_size * kernel_size * channels_in, filters)

# %% right numpy_products
# returns NumPy integers
def dense_parameters(inputs, units):
    return np.prod([inputs + 1, units])


def conv_parameters(kernel_size, channels_in, filters):
    return np.prod([kernel_size, kernel_size, channels_in, filters]) + filters

# %% right one_input_more
# counts the bias as a weight of one more input, in floats
def dense_parameters(inputs, units):
    return float((inputs + 1) * units)


def conv_parameters(kernel_size, channels_in, filters):
    return dense_parameters(kernel_size * kernel_size * channels_in, filters)

# %% wrong bias_per_channel
# one bias for each input channel in place of each filter
# caught by: a gray convolution
def dense_parameters(inputs, units):
    return inputs * units + units


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters + channels_in

# %% wrong bias_per_channel_pair
# a bias for every pair of channel and filter
# caught by: any convolution
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size**2 + 1) * channels_in * filters

# %% wrong bias_per_input
# one bias for each input
# caught by: any dense layer
def dense_parameters(inputs, units):
    return inputs * units + inputs


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters + filters

# %% wrong counts_positions
# counts the weights of a convolution once for each place of a 28×28 image
# caught by: a gray convolution
def dense_parameters(inputs, units):
    return inputs * units + units


def conv_parameters(kernel_size, channels_in, filters):
    stops = (28 - kernel_size + 1) ** 2
    return stops * kernel_size**2 * channels_in * filters + filters

# %% wrong kernel_not_squared
# multiplies by the kernel size once
# caught by: a gray convolution
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size * channels_in + 1) * filters

# %% wrong no_bias
# forgets the biases
# caught by: a dense layer
def dense_parameters(inputs, units):
    return inputs * units


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters

# %% wrong one_bias_in_all
# a single bias for the whole layer
# caught by: a dense layer
def dense_parameters(inputs, units):
    return inputs * units + 1


def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size**2 * channels_in * filters + 1

# %% wrong one_channel
# takes every kernel to be flat, on one channel
# caught by: any convolution
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size**2 + 1) * filters

# %% wrong two_examples
# the two numbers of the tests, written down
# caught by: any dense layer
def dense_parameters(inputs, units):
    return 7850


def conv_parameters(kernel_size, channels_in, filters):
    return 416
