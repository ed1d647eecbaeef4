# wrong: moves the caller's array itself
# caught by: type and input stay
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height - down, width - right
    images[...] = padded[:, top : top + height, left : left + width]
    return images
