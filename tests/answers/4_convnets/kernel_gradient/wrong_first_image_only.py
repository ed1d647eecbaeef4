# wrong: leaves the rest of the batch out
# caught by: summed, not averaged
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("yxcij,yxf->ijcf", windows[0], output_gradient[0])
