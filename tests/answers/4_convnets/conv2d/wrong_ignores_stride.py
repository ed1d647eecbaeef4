# wrong: moves by one pixel always
# caught by: strides
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, size, stride)
    rows, columns = images.shape[1] - size + 1, images.shape[2] - size + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            patch = images[:, row : row + size, column : column + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output
