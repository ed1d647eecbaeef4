# wrong: ignores kind
# caught by: a block on paper
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.max(patch, axis=(1, 2))
    return output
