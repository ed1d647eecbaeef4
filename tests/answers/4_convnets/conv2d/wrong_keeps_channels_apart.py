# wrong: one output for each input channel, as a depthwise convolution
# caught by: one channel for each kernel
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, size, stride)
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.sum(patch * kernels[..., 0], axis=(1, 2))
    return output
