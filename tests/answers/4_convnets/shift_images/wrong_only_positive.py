# wrong: right for positive numbers only
# caught by: down and up, left and right
def shift_images(images, down, right):
    moved = np.zeros_like(images)
    height, width = images.shape[1:]
    if down >= 0 and right >= 0:
        moved[:, down:, right:] = images[:, : height - down, : width - right]
    return moved
