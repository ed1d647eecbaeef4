# wrong: takes the patches of stride 1
# caught by: strides in the gradient
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns = output_gradient.shape[1:3]
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    return np.einsum("byxcij,byxf->ijcf", windows[:, :rows, :columns], output_gradient)
