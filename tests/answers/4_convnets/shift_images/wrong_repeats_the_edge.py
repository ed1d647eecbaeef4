# wrong: fills what enters with copies of the border
# caught by: one step to the right
def shift_images(images, down, right):
    height, width = images.shape[1:]
    around = ((0, 0), (height, height), (width, width))
    padded = np.pad(images, around, mode="edge")
    top, left = height - down, width - right
    return padded[:, top : top + height, left : left + width]
