# wrong: moves up and left for positive numbers
# caught by: down and up, left and right
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height + down, width + right
    return padded[:, top : top + height, left : left + width]
