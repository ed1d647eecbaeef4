# wrong: stops one short in both directions
# caught by: the numbers from above
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows = (images.shape[1] - kernel_size) // stride
    columns = (images.shape[2] - kernel_size) // stride
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output
