# right: all patches as the rows of one matrix
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    channels = images.shape[3]
    batch, rows, columns, filters = output_gradient.shape
    patches = []
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            patches.append(patch.reshape(batch, -1))
    matrix = np.stack(patches, axis=1).reshape(batch * rows * columns, -1)
    gradient = matrix.T @ output_gradient.reshape(-1, filters)
    return gradient.reshape(kernel_size, kernel_size, channels, filters)
