# wrong: lets the last window hang over the border
# caught by: odd sizes
def pool2d(images, size=2, stride=2, kind="max"):
    rows = -(-images.shape[1] // stride)
    columns = -(-images.shape[2] // stride)
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(1, 2))
    return output
