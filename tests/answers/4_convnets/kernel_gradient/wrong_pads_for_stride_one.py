# wrong: pads as if the stride were 1
# caught by: padding in the gradient
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, 1)
    rows, columns = output_gradient.shape[1:3]
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride][:, :rows, :columns]
    return np.einsum("byxcij,byxf->ijcf", windows, output_gradient)
