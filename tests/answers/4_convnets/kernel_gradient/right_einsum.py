# right: all stops at once
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    window = (kernel_size, kernel_size)
    windows = np.lib.stride_tricks.sliding_window_view(images, window, axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("byxcij,byxf->ijcf", windows, output_gradient)
