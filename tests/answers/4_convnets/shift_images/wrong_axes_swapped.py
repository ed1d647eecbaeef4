# wrong: moves columns down and rows to the right
# caught by: one step to the right
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height - right, width - down
    return padded[:, top : top + height, left : left + width]
