# wrong: moves by the window's size
# caught by: windows that overlap
def pool2d(images, size=2, stride=2, kind="max"):
    stride = size
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * size, column * size
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(1, 2))
    return output
