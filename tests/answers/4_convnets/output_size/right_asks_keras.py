# right: asks a layer for its output shape
def output_size(size, kernel_size, stride, padding):
    layer = keras.layers.Conv1D(1, kernel_size, strides=stride, padding=padding)
    return int(layer.compute_output_shape((None, size, 1))[1])
