# wrong: returns float64 in place of the caller's type
# caught by: type and input stay
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.zeros((len(images), 3 * height, 3 * width))
    padded[:, height : 2 * height, width : 2 * width] = images
    top, left = height - down, width - right
    return padded[:, top : top + height, left : left + width]
