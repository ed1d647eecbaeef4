# wrong: slices from the end, so a shift of 0 gives an empty slice
# caught by: one step to the right
def shift_images(images, down, right):
    result = np.zeros_like(images)
    result[:, down:, right:] = images[:, :-down, :-right]
    return result
