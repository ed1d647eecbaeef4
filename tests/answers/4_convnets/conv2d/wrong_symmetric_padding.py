# wrong: half a kernel of zeros on each side, whatever the stride
# caught by: same padding with a stride
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        before, after = (size - 1) // 2, size // 2
        images = np.pad(images, ((0, 0), (before, after), (before, after), (0, 0)))
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output
