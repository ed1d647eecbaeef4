# wrong: what leaves on one side comes back on the other
# caught by: all the way out
def shift_images(images, down, right):
    return np.roll(images, (down, right), axis=(1, 2))
