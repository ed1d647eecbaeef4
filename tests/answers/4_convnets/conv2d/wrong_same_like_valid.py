# wrong: ignores the padding
# caught by: same padding
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output
