# right: builds the layers and lets Keras count
def dense_parameters(inputs, units):
    layer = keras.layers.Dense(units)
    layer.build((None, inputs))
    return layer.count_params()


def conv_parameters(kernel_size, channels_in, filters):
    layer = keras.layers.Conv2D(filters, kernel_size)
    layer.build((None, 32, 32, channels_in))
    return layer.count_params()
