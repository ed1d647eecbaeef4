# wrong: the mean and the maximum run over the batch as well
# caught by: max, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(0, 1, 2))
    return output
