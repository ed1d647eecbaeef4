# right: copies pixel by pixel
def shift_images(images, down, right):
    result = np.zeros_like(images)
    height, width = images.shape[1], images.shape[2]
    for row in range(height):
        for column in range(width):
            r, c = row - down, column - right
            if 0 <= r < height and 0 <= c < width:
                result[:, row, column] = images[:, r, c]
    return result
