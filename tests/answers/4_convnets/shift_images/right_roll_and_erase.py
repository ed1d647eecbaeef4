# right: rolls, then blackens what came around
def shift_images(images, down, right):
    height, width = images.shape[1:]
    moved = np.roll(images, (down, right), axis=(1, 2))
    row, column = np.arange(height) - down, np.arange(width) - right
    moved[:, (row < 0) | (row >= height)] = 0
    moved[:, :, (column < 0) | (column >= width)] = 0
    return moved
